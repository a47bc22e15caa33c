import pg from 'pg'

const { builtins } = pg.types
const text = (v: string) => v
const whole = (v: string) => {
  const n = Number(v)
  if (!Number.isSafeInteger(n)) throw new Error(`integer beyond 2^53: ${v}`)
  return n
}
const instant = (v: string) =>
  new Date(v.replace(' ', 'T') + (/[+-]\d\d$/.test(v) ? ':00' : '')).toISOString()
const parsers: Record<number, (v: string) => unknown> = {
  [builtins.INT8]: whole,
  [builtins.NUMERIC]: whole,
  [builtins.DATE]: text,
  [builtins.TIMESTAMPTZ]: instant,
}

/** How rows come out: bigint as a safe whole number, timestamptz as an ISO text, date as text. */
export const columnTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig
