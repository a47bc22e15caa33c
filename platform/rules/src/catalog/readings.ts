/**
 * Characters of goods' names that people read in more than one way, whatever a dictionary says of the place: 蛤蜊 is typed
 * `geli` and `hali`, 绿 as `lv` by keyboards and `lu` on signs. The list is short on purpose: each reading doubles terms.
 */
const READ_ALSO: Readonly<Record<string, readonly string[]>> = {
  乐: ['le', 'yue'],
  重: ['chong', 'zhong'],
  长: ['chang', 'zhang'],
  行: ['hang', 'xing'],
  曾: ['zeng', 'ceng'],
  单: ['dan', 'shan'],
  解: ['jie', 'xie'],
  查: ['cha', 'zha'],
  朴: ['pu', 'piao'],
  薄: ['bo', 'bao'],
  血: ['xue', 'xie'],
  色: ['se', 'shai'],
  熟: ['shu', 'shou'],
  露: ['lu', 'lou'],
  核: ['he', 'hu'],
  壳: ['ke', 'qiao'],
  咖: ['ka', 'ga'],
  卡: ['ka', 'qia'],
  蛤: ['ge', 'ha'],
  蚌: ['bang', 'beng'],
  番: ['fan', 'pan'],
  荠: ['ji', 'qi'],
  荨: ['qian', 'xun'],
  调: ['tiao', 'diao'],
  朝: ['chao', 'zhao'],
  藏: ['zang', 'cang'],
  便: ['bian', 'pian'],
  角: ['jiao', 'jue'],
  绿: ['lv', 'lu'],
  女: ['nv', 'nu'],
  吕: ['lv', 'lu'],
  驴: ['lv', 'lu'],
  铝: ['lv', 'lu'],
  大: ['da', 'dai'],
  会: ['hui', 'kuai'],
  盛: ['sheng', 'cheng'],
  莎: ['sha', 'suo'],
  澄: ['cheng', 'deng'],
  柏: ['bai', 'bo'],
  仔: ['zai', 'zi'],
  蔓: ['man', 'wan'],
}
const OTHERS_MAX = 4

/** The ways a run of characters is read: as the dictionary has it in its place, then with one character read otherwise; at most four others. */
export function readingsOf(run: string, syllables: readonly string[]): string[][] {
  const signs = [...run]
  const others = signs.flatMap((sign, at) =>
    (READ_ALSO[sign] ?? [])
      .filter((reading) => reading !== syllables[at])
      .map((reading) => syllables.map((syllable, n) => (n === at ? reading : syllable))),
  )
  return [[...syllables], ...others.slice(0, OTHERS_MAX)]
}
