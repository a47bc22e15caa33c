import type { OpeningHours } from '@storeweave/contract'

type Interval = OpeningHours[number]
/** Monday first, as people read a week. */
const WEEK = [1, 2, 3, 4, 5, 6, 0]
const DAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const ZH = '日一二三四五六'
const TIME = /^([01]?\d|2[0-4]):([0-5]\d)$/

/** Opening hours as a cell says them, e.g. `周一至周五 09:00-12:00, 14:00-21:00; 周六 10:00-22:00`; empty when never open. */
export function hoursText(hours: OpeningHours, locale: 'zh-CN' | 'en'): string {
  const names = DAYS[locale === 'en' ? 'en' : 'zh']
  const [to, and] = locale === 'en' ? ['-', ', '] : ['至', '、']
  const groups: { days: number[]; text: string }[] = []
  WEEK.forEach((weekday, at) => {
    const text = hours
      .filter((h) => h.weekday === weekday)
      .map((h) => `${h.from}-${h.to}`)
      .join(', ')
    if (!text) return
    const same = groups.find((g) => g.text === text)
    if (same) same.days.push(at)
    else groups.push({ days: [at], text })
  })
  const nameAt = (at: number) => names[WEEK[at]!]!
  const runText = ([from, last]: [number, number]) => {
    if (last - from < 2) return [...new Set([nameAt(from), nameAt(last)])].join(and)
    return `${nameAt(from)}${to}${nameAt(last)}`
  }
  return groups.map(({ days, text }) => `${runsOf(days).map(runText).join(and)} ${text}`).join('; ')
}

/** Places in the week as runs from first to last. */
function runsOf(places: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const at of places) {
    const last = runs.at(-1)
    if (last?.[1] === at - 1) last[1] = at
    else runs.push([at, at])
  }
  return runs
}

/** What a cell says about opening hours, in either language; undefined when it is none. */
export function hoursOf(cell: string): OpeningHours | undefined {
  const groups = cell
    .normalize('NFKC')
    .toLowerCase()
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const hours: Interval[] = []
  for (const group of groups) {
    const at = group.search(/\d/)
    const days = at > 0 ? daysOf(group.slice(0, at)) : undefined
    const times = at > 0 ? timesOf(group.slice(at)) : undefined
    if (!days || !times) return undefined
    for (const weekday of days) for (const time of times) hours.push({ weekday, ...time })
  }
  const inOrder = WEEK.flatMap((weekday) => hours.filter((h) => h.weekday === weekday))
  return inOrder.length && inOrder.length <= 42 ? inOrder : undefined
}

function daysOf(text: string): number[] | undefined {
  if (/^\s*(?:每天|daily|every day)\s*$/.test(text)) return WEEK
  const days: number[] = []
  for (const part of text.split(/[,、\s和]+/).filter(Boolean)) {
    const ends = part.split(/[-~至到–]/).map(placeOf)
    const [from, to = from] = ends
    if (from === undefined || to === undefined || ends.length > 2 || ends.includes(undefined))
      return undefined
    for (let at = from; ; at = (at + 1) % 7) {
      days.push(WEEK[at]!)
      if (at === to) break
    }
  }
  return days.length && new Set(days).size === days.length ? days : undefined
}

/** Where in the week a day stands that is called so. */
function placeOf(name: string): number | undefined {
  const zh = /^(?:周|星期|礼拜)([日天一二三四五六])$/.exec(name)?.[1]
  const weekday = zh
    ? ZH.indexOf(zh === '天' ? '日' : zh)
    : /^[a-z]{3,9}$/.test(name)
      ? DAYS.en.findIndex((day) => FULL[day]!.startsWith(name))
      : -1
  return weekday < 0 ? undefined : WEEK.indexOf(weekday)
}
const FULL: Record<string, string> = {
  Sun: 'sunday',
  Mon: 'monday',
  Tue: 'tuesday',
  Wed: 'wednesday',
  Thu: 'thursday',
  Fri: 'friday',
  Sat: 'saturday',
}

function timesOf(text: string): Pick<Interval, 'from' | 'to'>[] | undefined {
  const times = text
    .split(/[,、]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => part.split(/[-~至到–]/).map((end) => end.trim()))
    .map(([from, to, ...more]) => ({ from: timeOf(from), to: timeOf(to), more: more.length }))
  if (!times.length || times.some((t) => t.more || !t.from || !t.to)) return undefined
  return times.map(({ from, to }) => ({ from: from!, to: to! }))
}
function timeOf(text: string | undefined): string | undefined {
  const [, hour, minute] = TIME.exec(text ?? '') ?? []
  if (!hour || !minute || (hour === '24' && minute !== '00')) return undefined
  return `${hour.padStart(2, '0')}:${minute}`
}
