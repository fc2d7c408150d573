import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { RectificationState } from './rectification.ts';

const firm = pair('企业', 'The firm');
const local = pair('所在地质量监督机关', 'The quality authority of the place');
const approver = pair('省局签发人（报请人以外）', 'An approver of the provincial bureau, another than who proposed');

/** The one next act of a state: what, in words, and by whom. */
export const nextStepOf = (
  state: RectificationState,
): { readonly words: TextPair; readonly by: TextPair } | null => {
  switch (state) {
    case 'to-serve':
      return { words: pair('送达文书并登记凭据', 'Serve the paper and record the proof'), by: local };
    case 'rectifying':
      return { words: pair('完成整改，报告并申请复查', 'Rectify, report and apply for the re-check'), by: firm };
    case 'overdue':
      return {
        words: pair('期满未改正：安排复查，或者报请下一步', 'Overdue: arrange the re-check or propose the next step'),
        by: local,
      };
    case 'refused':
      return {
        words: pair('拒绝整改：安排复查，或者报请下一步', 'Refused: arrange the re-check or propose the next step'),
        by: local,
      };
    case 'answered':
      return { words: pair('现场核查整改报告', 'Verify the report on site'), by: local };
    case 'to-recheck':
      return { words: pair('安排复查检验', 'Arrange the re-check'), by: local };
    case 'rechecking':
      return { words: pair('等待复查检验结果', 'Wait for the result of the re-check'), by: pair('检验机构', 'The laboratory') };
    case 'failed':
      return { words: pair('复查不合格：报请下一步', 'Re-check failed: propose the next step'), by: local };
    case 'proposed':
      return { words: pair('审定下一步', 'Decide on the next step'), by: approver };
    case 'announced':
      return { words: pair('公告后安排复查', 'Arrange the re-check after the announcement'), by: local };
    case 'revocation':
      return {
        words: pair('由有权机关在告知、听证后决定吊销，登记其决定', 'Whoever has the power decides on the revocation after notice and hearing; record the decision'),
        by: pair('发证机关、工商部门', 'The issuing authority, the commerce authority'),
      };
    case 'paused':
      return { words: pair('恢复生产后继续办理', 'Go on when production is resumed'), by: local };
    case 'ended':
    case 'lifted':
    case 'licence-revoked':
    case 'void':
      return null;
  }
}; // prettier-ignore
