import type { Manifest } from '#platform/manifest.ts';
import { pair } from '#foundation/text-pair.ts';

/** A room whose one effect is a line for each deadline that ended: a second line is a deadline that ended twice. */
export const room: Manifest = {
  name: 'test',
  permissions: { 'test.act': pair('办理', 'Act'), 'test.see': pair('监管', 'Oversee') },
  deadlines: [
    {
      name: 'test/answer',
      title: pair('答复', 'Answer'),
      warnDays: 3,
      escalate: { afterDays: 5, to: 'superior' },
      onDue: async ({ tx }, due) => {
        await tx.query('insert into test.ended select * from unnest($1::bigint[], $2::date[])', [
          due.map(({ id }) => id),
          due.map(({ dueOn }) => dueOn),
        ]);
      },
    },
  ],
};
