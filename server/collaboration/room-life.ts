/**
 * The life of a room: it answers nobody before it is loaded, and it is not forgotten before all
 * is stored. Somebody who comes while it is being put away finds it as it was.
 */
export type RoomState = 'loading' | 'ready' | 'flushing' | 'closed';

export type RoomEvent = 'loaded' | 'load-failed' | 'idle' | 'entered' | 'flushed' | 'shut';

const steps: Readonly<Record<RoomState, Partial<Record<RoomEvent, RoomState>>>> = {
  loading: { loaded: 'ready', 'load-failed': 'closed', shut: 'closed' },
  ready: { idle: 'flushing', shut: 'closed' },
  flushing: { entered: 'ready', flushed: 'closed', shut: 'closed' },
  closed: {},
};

/** An event that means nothing in a state leaves it as it is. */
export function nextRoomState(state: RoomState, event: RoomEvent): RoomState {
  return steps[state][event] ?? state;
}
