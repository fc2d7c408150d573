import { pair } from '#foundation/text-pair.ts';
import { journalWordsOf } from '#foundation/process.ts';
import { reserveProcess, sampleEventWords, sampleProcess } from './sample.ts';
import { visitEventWords, visitProcess } from './visit.ts';

/** What the journal says of visits, samples, inspectors and messages from the field. */
export const visitJournals = [
  journalWordsOf(visitProcess, '/visits/$id', { ...visitEventWords, name: pair('指定对象', 'Named a target') }),
  journalWordsOf(sampleProcess, '/samples/$id', sampleEventWords),
  journalWordsOf(reserveProcess, '/samples/$id'),
  {
    acts: {
      'spot-checks.register-inspector': pair('登记抽样人员', 'Registered an inspector'),
      'spot-checks.edit-inspector': pair('修改抽样人员', 'Changed an inspector'),
      'spot-checks.declare-conflict-of-inspector': pair('登记抽样人员的利害关系', 'Declared a conflict of interest'),
      'spot-checks.field-message': pair('收到现场消息', 'Received a message from the field'),
      'spot-checks.keep-message': pair('保留未能采用的现场消息', 'Kept a message that could not be applied'),
      'spot-checks.decide-message': pair('处理现场消息', 'Decided on a message from the field'),
    },
    subjects: { inspector: { name: pair('抽样人员', 'Inspector'), link: '/inspectors' } },
  },
];
