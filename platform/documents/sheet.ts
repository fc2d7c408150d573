import { datasetLabel } from '#foundation/dataset.ts';
import type { PaperSheet } from './layout/index.ts';
import type { PaperRecord } from './storage.ts';

const noticeOf = ({ dataset, number }: Pick<PaperRecord, 'dataset' | 'number'>): string =>
  [dataset === 'live' ? '' : `${datasetLabel[dataset].zh}，不具有效力`, number === null ? '草稿，未签发' : '']
    .filter(Boolean)
    .join('　');

/** What is printed of a paper as it is kept. */
export const sheetOfPaper = (
  paper: Pick<
    PaperRecord,
    'layout' | 'authority' | 'number' | 'issuedOn' | 'content' | 'code' | 'verifyAt' | 'dataset'
  >,
): PaperSheet => {
  const { layout, authority, number, issuedOn, content, code, verifyAt } = paper;
  return { layout, authority, number, issuedOn, content, code, verifyAt, notice: noticeOf(paper) };
};
