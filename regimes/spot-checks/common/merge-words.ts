import { pair } from '#foundation/text-pair.ts';

/** How a timeline says that another enterprise goes on with an open case; the remark beside it names both. */
export const mergeWords = pair('企业合并，由存续企业承继', 'The firm was merged; the one that stands goes on');
