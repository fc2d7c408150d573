/**
 * Divisions of Guangdong that were changed, as the State Council approved it. `on` is the day of approval where it is known for
 * sure, else the year. What is not listed here and stands in the codes of 2023 existed before.
 */
export interface Change {
  readonly on: string;
  /** Code and name of what ended. */
  readonly ended: readonly (readonly [code: string, name: string])[];
  /** Codes of what began on that day; the first takes over where `successors` names no other. */
  readonly began: readonly string[];
  /** Names of those that began and have ended since. */
  readonly names?: Readonly<Record<string, string>>;
  /** Ended → successor, where it is not the first that began. */
  readonly successors?: Readonly<Record<string, string>>;
}

export const changes: readonly Change[] = [
  { on: '1992', ended: [['440321', '宝安县']], began: ['440306', '440307'] },
  { on: '2000-05-21', ended: [['440181', '番禺市']], began: ['440113'] },
  { on: '2000-05-21', ended: [['440182', '花都市']], began: ['440114'] },
  { on: '2001', ended: [['440421', '斗门县']], began: ['440403', '440404'] },
  { on: '2002', ended: [['440782', '新会市']], began: ['440705'] },
  {
    on: '2002-12-08',
    ended: [
      ['440602', '城区'],
      ['440603', '石湾区'],
    ],
    began: ['440604'],
  },
  { on: '2002-12-08', ended: [['440682', '南海市']], began: ['440605'] },
  { on: '2002-12-08', ended: [['440681', '顺德市']], began: ['440606'] },
  { on: '2002-12-08', ended: [['440683', '三水市']], began: ['440607'] },
  { on: '2002-12-08', ended: [['440684', '高明市']], began: ['440608'] },
  {
    on: '2003-01-29',
    ended: [
      ['440508', '金园区'],
      ['440509', '升平区'],
    ],
    began: ['440511'],
  },
  {
    on: '2003-01-29',
    ended: [
      ['440506', '达濠区'],
      ['440510', '河浦区'],
    ],
    began: ['440512'],
  },
  { on: '2003-01-29', ended: [['440582', '潮阳市']], began: ['440513', '440514'] },
  { on: '2003-01-29', ended: [['440583', '澄海市']], began: ['440515'] },
  { on: '2003', ended: [['441381', '惠阳市']], began: ['441303'] },
  {
    on: '2004-05-29',
    ended: [
      ['440221', '曲江县'],
      ['440202', '北江区'],
    ],
    began: ['440205'],
    successors: { '440202': '440204' },
  },
  {
    on: '2005-04-28',
    ended: [
      ['440102', '东山区'],
      ['440107', '芳村区'],
    ],
    began: ['440115', '440116'],
    names: { '440116': '萝岗区' },
    successors: { '440102': '440104', '440107': '440103' },
  },
  { on: '2012', ended: [['441827', '清新县']], began: ['441803'] },
  { on: '2012-12-17', ended: [['445221', '揭东县']], began: ['445203'] },
  { on: '2013', ended: [['445121', '潮安县']], began: ['445103'] },
  { on: '2013', ended: [['441421', '梅县']], began: ['441403'] },
  { on: '2014', ended: [['440184', '从化市']], began: ['440117'] },
  { on: '2014', ended: [['440183', '增城市']], began: ['440118'] },
  { on: '2014', ended: [['440116', '萝岗区']], began: [], successors: { '440116': '440112' } },
  { on: '2001', ended: [], began: ['440903'], names: { '440903': '茂港区' } },
  {
    on: '2014',
    ended: [
      ['440923', '电白县'],
      ['440903', '茂港区'],
    ],
    began: ['440904'],
  },
  { on: '2014', ended: [['441723', '阳东县']], began: ['441704'] },
  { on: '2014', ended: [['445323', '云安县']], began: ['445303'] },
  { on: '2015', ended: [['441283', '高要市']], began: ['441204'] },
  { on: '2016', ended: [], began: ['440309', '440310'] },
  { on: '2018', ended: [], began: ['440311'] },
];
