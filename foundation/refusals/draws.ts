import type { CatalogueEntry } from './entry.ts';

/** Random draws and their proofs. */
export const drawsRefusals = {
  'draw-pool-empty': {
    status: 422,
    zh: '名单是空的，没有可以抽取的对象',
    en: 'The pool is empty: there is nothing to draw from',
  },
  'draw-weight': {
    status: 422,
    zh: '第 {row} 行的权重“{weight}”应为 1 至 10 的整数',
    en: 'The weight “{weight}” in row {row} must be a whole number from 1 to 10',
  },
  'draw-id-repeated': {
    status: 422,
    zh: '第 {row} 行的编号“{id}”重复出现，同一对象只能列入一次',
    en: 'The id “{id}” in row {row} stands there a second time; each may be in the pool once',
  },
  'draw-name-unusable': {
    status: 422,
    zh: '第 {row} 行的编号或层“{name}”不能使用：应为 1 至 200 个字符，不含逗号、引号和控制字符',
    en: 'The id or stratum “{name}” in row {row} cannot be used: it takes 1 to 200 characters without commas, quotation marks and control characters',
  },
  'draw-salt-unusable': {
    status: 422,
    zh: '第 {row} 行的盐值“{salt}”不能使用：应为 32 位以上的十六进制数字',
    en: 'The salt “{salt}” in row {row} cannot be used: it takes 32 or more hexadecimal digits',
  },
  'draw-too-many-wanted': {
    status: 422,
    zh: '“{stratum}”要抽取 {wanted} 个，而名单中只有 {held} 个；请减少抽取数量',
    en: '{wanted} are to be drawn from “{stratum}”, which holds {held}; please ask for fewer',
  },
  'draw-inputs': {
    status: 422,
    zh: '抽取的条件有误：{why}',
    en: 'The draw cannot be made as it is set: {why}',
  },
  'draw-seed-not-committed': {
    status: 409,
    zh: '种子与事先公布的承诺不符，不能用于抽取',
    en: 'The seed does not fit the commitment that was published, so it cannot be used',
  },
  'draw-too-few-qualify': {
    status: 409,
    zh: '第 {visit} 个抽查对象（层“{stratum}”，编号 {id}）{what}：请补充有资格且无须回避的人员或机构，或调整回避关系',
    en: 'For visit {visit} (stratum “{stratum}”, id {id}) {what}: add people or laboratories who qualify and have no conflict, or review the conflicts',
  },
} as const satisfies Record<string, CatalogueEntry>;
