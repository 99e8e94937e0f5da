/** The states of a row: a shape and a letter with each, as colour alone tells nothing in print. */
export interface StatusMark {
  readonly mark: string;
  readonly name: string;
  readonly meaning: string;
}

const marks: Readonly<Record<string, StatusMark>> = {
  agreed: { mark: '●A', name: 'agreed', meaning: 'Agreed, as long as the whole is agreed.' },
  technical: { mark: '◐T', name: 'technical', meaning: 'To be settled at technical level.' },
  political: { mark: '◇P', name: 'political', meaning: 'To be settled at political level.' },
};

/** An open row has no mark: it would stand in every row of a new table and say nothing. */
export function statusMark(status: string): StatusMark | undefined {
  return marks[status];
}
