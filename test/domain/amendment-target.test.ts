import { describe, expect, test } from 'vitest';
import { amendmentTarget, proposalName } from '#domain/amendment-target.ts';
import type { Cell, CellState, ColumnRole, FourColumnRow } from '#domain/four-column.ts';
import { kindOfPath } from '#domain/provision-path.ts';

function row(cells: Partial<Record<ColumnRole, [path: string, text: string, state?: CellState]>>) {
  const made = Object.entries(cells).map(([role, [path, text, state = 'text']]) => {
    const cell: Cell = { path, text, state, citation: `at ${path}`, locator: `in ${path}` };
    return [role, cell] as const;
  });
  const [first] = made;
  const kind = kindOfPath(first![1].path);
  return { number: '41', kind, cells: Object.fromEntries(made), match: {} } as FourColumnRow;
}

const proposal = [
  'title',
  'rec_1',
  'art_4',
  'art_4/par_1',
  'art_4/par_1/pt_c',
  'art_4/par_1/pt_d',
  'art_4/par_2',
  'art_4/par_2/sub_2',
  'art_5',
  'anx_I',
];

function targetAt(found: FourColumnRow, insertAfter = false, before = proposal.length) {
  return amendmentTarget(found, { paths: proposal, before }, insertAfter);
}

describe('where the proposal has the provision', () => {
  test('its words are the source, and its place is named as Parliament does', () => {
    const target = targetAt(row({ proposal: ['art_4/par_1/pt_d', 'the end-user;'] }));
    expect(target).toEqual({
      path: 'art_4/par_1/pt_d',
      citation: 'at art_4/par_1/pt_d',
      location: 'Article 4 – paragraph 1 – point d',
      sourceText: 'the end-user;',
      locator: 'in art_4/par_1/pt_d',
    });
  });

  test.each([
    ['art_4', 'Article 4 – title'],
    ['art_4/par_1', 'Article 4 – paragraph 1 – introductory part'],
    ['art_4/par_2', 'Article 4 – paragraph 2 – subparagraph 1'],
    ['art_4/par_2/sub_2', 'Article 4 – paragraph 2 – subparagraph 2'],
    ['anx_I', 'Annex I – title'],
    ['rec_1', 'Recital 1'],
  ])('the own words of %s are %s', (path, location) => {
    expect(targetAt(row({ proposal: [path, 'Words.'] })).location).toBe(location);
  });
});

describe('a new provision', () => {
  test.each([
    ['art_4/par_1/pt_d', 'Article 4 – paragraph 1 – point d a (new)'],
    ['art_4', 'Article 4 a (new)'],
    ['rec_1', 'Recital 1 a (new)'],
  ])('after %s is %s', (path, location) => {
    const target = targetAt(row({ proposal: [path, 'Words.'] }), true);
    expect(target).toMatchObject({ location, sourceText: '', locator: '' });
  });

  test('takes a number that the proposal leaves free', () => {
    const paths = ['art_6', 'art_6a'];
    const after = row({ proposal: ['art_6', 'Catch-all'] });
    const target = amendmentTarget(after, { paths, before: 1 }, true);
    expect(target.path).toBe('art_6b');
  });

  test('that Parliament numbered on the proposal keeps that number', () => {
    const target = targetAt(row({ parliament: ['art_4/par_1/pt_da', 'cyber tools;', 'new'] }));
    expect(target).toMatchObject({ path: 'art_4/par_1/pt_da', sourceText: '' });
    expect(target.citation).toBe('Article 4(1), point (da)');
  });

  test('after one of Parliament’s takes the next number', () => {
    const inserted = row({ parliament: ['art_4/par_1/pt_da', 'cyber tools;', 'new'] });
    expect(targetAt(inserted, true).path).toBe('art_4/par_1/pt_db');
  });

  test('that only the Council has follows what stands before it in the proposal', () => {
    const ofCouncil = row({ council: ['art_9', 'Transmission controls', 'new'] });
    const before = proposal.indexOf('art_4/par_2');
    expect(targetAt(ofCouncil, false, before).path).toBe('art_4a');
  });

  test('with nothing before it is refused with a way out', () => {
    const ofCouncil = row({ council: ['rec_1', 'Whereas', 'new'] });
    expect(() => targetAt(ofCouncil, false, 1)).toThrow('Begin from another row');
  });

  test('cannot follow the title of the act', () => {
    expect(() => targetAt(row({ proposal: ['title', 'Regulation'] }), true)).toThrow('title');
  });
});

describe('a summary is no legal text', () => {
  test('and no amendment is begun from the proposal’s', () => {
    const summary = row({ proposal: ['summary_cyber', 'A catch-all for cyber.', 'summary'] });
    expect(() => targetAt(summary)).toThrow('Import the proposal first');
  });

  test('but in another column it does not stand in the way of the proposal’s words', () => {
    const beside = row({
      proposal: ['art_4/par_1/pt_d', 'the end-user;'],
      council: ['summary_cyber', 'No catch-all.', 'summary'],
    });
    expect(targetAt(beside)).toMatchObject({
      path: 'art_4/par_1/pt_d',
      sourceText: 'the end-user;',
    });
    expect(targetAt(beside, true).path).toBe('art_4/par_1/pt_da');
  });

  test('and gives no place where the proposal has none: a text beside it does', () => {
    const parliament = ['summary_cyber', 'A catch-all.', 'summary'] as const;
    const before = proposal.indexOf('art_4/par_2');
    const withText = row({
      parliament: [...parliament],
      council: ['art_9', 'Transmission', 'new'],
    });
    expect(targetAt(withText, false, before).path).toBe('art_4a');
    expect(() => targetAt(row({ parliament: [...parliament] }))).toThrow('holds summaries');
  });
});

test.each([
  ['Proposal for a REGULATION OF THE EUROPEAN PARLIAMENT', 'Proposal for a regulation'],
  ['Directive on something', 'Proposal for a directive'],
  ['2016/0295(COD)', 'Proposal'],
])('“%s” is called %s', (title, name) => {
  expect(proposalName(title)).toBe(name);
});
