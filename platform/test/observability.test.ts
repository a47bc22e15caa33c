import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import { errors, events } from '@storeweave/contract'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invariants } from '../src/insight/invariants.repo.js'
import { registry } from '../src/kernel/metrics.js'
import { TestShop } from './shop.js'
import { World } from './world.js'

const file = (path: string) =>
  readFileSync(new URL(`../../infra/observability/${path}`, import.meta.url), 'utf8')
const seconds = (text: string) => Number(/^(\d+)s$/.exec(text)?.[1])

interface Rule {
  alert: string
  expr: string
  for?: string
  labels: { severity: string }
  annotations: { summary: string }
}
const rules: Rule[] = parse(file('alerts.yaml')).groups.flatMap((g: { rules: Rule[] }) => g.rules)
const dashboard = JSON.parse(file('grafana/dashboards/storeweave.json'))
const panels: { title: string; type: string; targets?: { expr: string }[] }[] = dashboard.panels
const queries = [
  ...rules.map((r) => [r.alert, r.expr] as const),
  ...panels.flatMap((p) => (p.targets ?? []).map((t) => [p.title, t.expr] as const)),
]

interface Use {
  metric: string
  matchers: { label: string; op: string; value: string }[]
}
/** The series a PromQL expression asks for. Throws where it does not parse. */
function usesOf(expr: string): Use[] {
  const text = expr.replaceAll('$__rate_interval', '1m')
  const uses: Use[] = []
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`PromQL at ${node.from}: ${text}`)
      if (node.name !== 'VectorSelector') return
      const of = text.slice(node.from, node.to)
      const matchers = [...of.matchAll(/(\w+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g)].map(([, label, op, value]) => ({
        label: label!,
        op: op!,
        value: value!,
      }))
      uses.push({ metric: /^[\w:]+/.exec(of)![0], matchers })
    },
  })
  return uses
}

/** What Prometheus itself and the exporter beside it know. */
const OTHERS: Record<string, string[]> = {
  up: ['job', 'instance'],
  probe_ssl_earliest_cert_expiry: ['instance'],
}

describe('what watches a running platform', () => {
  let w: World
  let exposed: Map<string, string[]>
  beforeAll(async () => {
    w = await World.start()
    const shop = await TestShop.open(w)
    await shop.paidOrder()
    const text = await (await fetch(`http://127.0.0.1:${w.port}/metrics`)).text()
    exposed = new Map()
    for (const [, name, type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      const labels = (registry.getSingleMetric(name!) as unknown as { labelNames: string[] }).labelNames
      const parts = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
      for (const part of parts) exposed.set(name + part, part === '_bucket' ? [...labels, 'le'] : labels)
    }
  })
  afterAll(() => w.stop())

  it.each(queries)('%s asks only for what is measured', (_name, expr) => {
    const uses = usesOf(expr)
    expect(uses.length).toBeGreaterThan(0)
    for (const { metric, matchers } of uses) {
      const labels = exposed.get(metric) ?? OTHERS[metric]
      expect(labels, metric).toBeDefined()
      for (const { label } of matchers) expect([...labels!, 'job', 'instance'], metric).toContain(label)
    }
  })
  it('refuses an expression that does not parse, and a metric nobody measures', () => {
    expect(() => usesOf('sum(rate(x[5m])')).toThrow('PromQL')
    expect(usesOf('sum(a_b{c="d"}) / e')).toEqual([
      { metric: 'a_b', matchers: [{ label: 'c', op: '=', value: 'd' }] },
      { metric: 'e', matchers: [] },
    ])
    expect(exposed.has('events_forgotten')).toBe(false)
  })
  it('names only events, codes and invariants that there are', () => {
    const known: Record<string, string[]> = {
      event: Object.keys(events),
      code: Object.keys(errors),
      name: invariants.map((i) => i.name),
    }
    for (const { matchers } of queries.flatMap(([, expr]) => usesOf(expr)))
      for (const { label, op, value } of matchers)
        if (known[label])
          for (const one of op === '=~' ? value.split('|') : [value])
            expect(
              known[label].some((name) => new RegExp(`^(?:${one})$`).test(name)),
              one,
            ).toBe(true)
  })
  it('raises the alarm within a minute of the database going away', () => {
    const { global } = parse(file('prometheus.yaml'))
    const down = rules.find((r) => r.alert === 'DatabaseDown')!
    // the answer may take 2 s, then one scrape, one evaluation, and the time it must last
    expect(
      2 + seconds(global.scrape_interval) + seconds(global.evaluation_interval) + seconds(down.for!),
    ).toBeLessThan(60)
  })
  it('tells for each alert what to do', () => {
    const runbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
    expect(new Set(rules.map((r) => r.alert)).size).toBe(rules.length)
    for (const { alert, labels, annotations } of rules) {
      expect(runbook, alert).toMatch(new RegExp(`^### ${alert}$`, 'm'))
      expect(['page', 'ticket']).toContain(labels.severity)
      expect(annotations.summary.length).toBeGreaterThan(10)
    }
    const told = [...runbook.matchAll(/^### ([A-Z]\w+)$/gm)].map((m) => m[1])
    expect(told.sort()).toEqual(rules.map((r) => r.alert).sort())
  })
  it('shows requests, database, events, trade and processes, each panel once', () => {
    expect(panels.filter((p) => p.type === 'row').map((p) => p.title)).toEqual([
      'Now',
      'Requests',
      'Database',
      'Events and timed work',
      'Trade',
      'Processes',
    ])
    expect(new Set(panels.map((p) => p.title)).size).toBe(panels.length)
    expect(dashboard.uid).toBe('storeweave')
  })
  it('runs pinned images with files that are there', () => {
    const { services, secrets } = parse(file('compose.yaml')) as {
      services: Record<string, { image: string; volumes?: string[]; secrets?: string[] }>
      secrets: Record<string, unknown>
    }
    for (const [name, { image, volumes = [], secrets: needed = [] }] of Object.entries(services)) {
      expect(image, name).toMatch(/:v?\d+\.\d+\.\d+$/)
      for (const path of volumes.map((v) => v.split(':')[0]!).filter((p) => /\.(yaml|json)$/.test(p)))
        expect(() => parse(file(path.slice(2))), path).not.toThrow()
      for (const secret of needed) expect(Object.keys(secrets)).toContain(secret)
    }
    const prometheus = parse(file('prometheus.yaml'))
    expect(prometheus.rule_files).toEqual(['alerts.yaml'])
    const { datasources } = parse(file('grafana/provisioning/datasources/datasources.yaml'))
    expect(datasources.map((d: { uid: string }) => d.uid)).toEqual(['prometheus', 'tempo'])
  })
})
