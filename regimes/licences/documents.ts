import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { composeRevocation, composeSuspension, composeSuspensionLetter, revocationFields, suspensionFields } from './papers.ts'; // prettier-ignore

export const suspensionPaper = paperKind({
  key: 'licences.suspension',
  title: pair('暂停使用许可证、认证证书通知书', 'Suspension of the use of a licence or certificate'),
  word: '许停',
  layout: 'letter',
  fields: suspensionFields,
  compose: composeSuspension,
  follows: true,
  served: true,
});

export const suspensionLetter = paperKind({
  key: 'licences.suspension-letter',
  title: pair('暂停使用许可证、认证证书情况函', 'Letter to the issuer on a suspension'),
  word: '许函',
  layout: 'letter',
  fields: suspensionFields,
  compose: composeSuspensionLetter,
  follows: true,
  served: true,
});

export const revocationPaper = paperKind({
  key: 'licences.revocation',
  title: pair('吊销生产许可证决定书', 'Revocation of a production licence'),
  word: '许吊',
  layout: 'letter',
  fields: revocationFields,
  compose: composeRevocation,
  served: true,
});

/** The official papers of licences. */
export const licencePapers = [suspensionPaper, suspensionLetter, revocationPaper];
