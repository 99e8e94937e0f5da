import { describe, expect, test } from 'vitest';
import {
  childPath,
  isInside,
  joinPlaces,
  kindOfPath,
  lastPlace,
  parentPath,
  placesOf,
  topPath,
} from '#domain/provision-path.ts';

test.each(['title', 'rec_12a', 'art_4/par_1/pt_d/pt_ii/ind_3', 'anx_I/prt_A/pt_3.1', 'art_-1'])(
  'the places of %s are the path again',
  (path) => {
    expect(joinPlaces(placesOf(path))).toBe(path);
  },
);

test.each([
  ['title', 'title'],
  ['rec_12', 'recital'],
  ['art_4', 'article'],
  ['art_4/par_1', 'paragraph'],
  ['art_4/par_1/sub_2', 'subparagraph'],
  ['art_4/par_1/pt_d', 'point'],
  ['art_4/par_1/ind_1', 'indent'],
  ['chp_2/sec_1', 'division'],
  ['anx_I', 'annex'],
  ['anx_I/prt_A', 'annex-part'],
  ['anx_I/tbl_1', 'annex-part'],
])('%s is of the kind %s', (path, kind) => {
  expect(kindOfPath(path)).toBe(kind);
});

describe('what holds a provision', () => {
  test('is one place shorter, and nothing holds an article', () => {
    expect(parentPath('art_4/par_1/pt_d')).toBe('art_4/par_1');
    expect(parentPath('art_4')).toBeUndefined();
    expect(childPath('art_4/par_1', 'pt', 'd')).toBe('art_4/par_1/pt_d');
    expect(lastPlace('art_4/par_1/pt_d')).toEqual({ name: 'pt', number: 'd' });
  });

  test('is never a provision whose number merely begins alike', () => {
    expect(isInside('art_4/par_1', 'art_4')).toBe(true);
    expect(isInside('art_4/par_12', 'art_4/par_1')).toBe(false);
    expect(isInside('art_4a', 'art_4')).toBe(false);
    expect(isInside('art_4', 'art_4')).toBe(false);
  });

  test.each([
    ['art_4/par_1/pt_d', 'art_4'],
    ['rec_12', 'rec_12'],
    ['anx_I/pt_2', 'anx_I'],
    ['anx_I/prt_A', 'anx_I'],
    ['chp_2/sec_1', 'chp_2/sec_1'],
  ])('%s moves with %s', (path, top) => {
    expect(topPath(path)).toBe(top);
  });
});
