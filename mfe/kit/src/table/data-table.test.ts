import { createApp, effectScope, h, nextTick, ref, type App, type VNode } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import { Problem } from '../ask/problem'
import { i18n, setLocale } from '../words/i18n'
import { toCsv } from './csv'
import DataTable from './DataTable.vue'
import { usePages, type PageAsk } from './use-pages'

interface Row {
  id: string
  name: string
  price: number
}
const rows = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `r${from + index}`,
    name: `goods ${from + index}`,
    price: from + index,
  }))
const columns = [
  { key: 'name', title: 'Name', sortable: true, always: true },
  { key: 'price', title: 'Price', align: 'right' as const },
]
let app: App | undefined
afterEach(() => {
  app?.unmount()
  localStorage.clear()
})
const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await nextTick()
}

async function mount(setup: () => () => unknown): Promise<HTMLElement> {
  await setLocale('zh-CN')
  const host = document.body.appendChild(document.createElement('div'))
  app = createApp({ setup: setup as () => () => VNode }).use(i18n)
  app.mount(host)
  await settle()
  return host
}

async function show(
  load: (ask: PageAsk) => Promise<{ items: Row[]; nextCursor: string | null }>,
  props: object = {},
) {
  const host = await mount(() => {
    const pages = usePages(load)
    return () => h(DataTable as never, { columns, pages, label: 'Goods', ...props })
  })
  return { host, texts: () => [...host.querySelectorAll('tr.row')].map((row) => row.textContent) }
}

it('loads the first page and more by the cursor, until there is no more', async () => {
  const load = vi.fn(({ cursor }: PageAsk) =>
    Promise.resolve({ items: rows(cursor ? 2 : 0, 2), nextCursor: cursor ? null : 'c1' }),
  )
  const { host, texts } = await show(load)
  expect(texts()).toEqual(['goods 00', 'goods 11'])
  host.querySelector<HTMLElement>('.next button')!.click()
  await settle()
  expect(texts()).toHaveLength(4)
  expect(load.mock.calls[1]![0].cursor).toBe('c1')
  expect(host.querySelector('.next')).toBeNull()
})

it('shows bones at first, then what nothing means', async () => {
  let answer: (page: { items: Row[]; nextCursor: null }) => void = () => undefined
  const { host } = await show(() => new Promise((done) => (answer = done)), { emptyTitle: 'No goods yet' })
  expect(host.querySelectorAll('.bone')).toHaveLength(8)
  answer({ items: [], nextCursor: null })
  await settle()
  expect(host.textContent).toContain('No goods yet')
})

it('says what failed and loads again on retry', async () => {
  let fails = true
  const { host, texts } = await show(() =>
    fails
      ? Promise.reject(new Problem({ status: 503, code: 'server.unavailable', title: '系统繁忙' }))
      : Promise.resolve({ items: rows(0, 1), nextCursor: null }),
  )
  expect(host.querySelector('[role=alert]')!.textContent).toContain('繁忙')
  fails = false
  host.querySelector<HTMLElement>('[role=alert] button')!.click()
  await settle()
  expect(texts()).toHaveLength(1)
})

it('moves with the arrow keys, opens with Enter, selects with Space and shows the bulk bar', async () => {
  const onOpen = vi.fn()
  const { host } = await show(() => Promise.resolve({ items: rows(0, 3), nextCursor: null }), {
    selectable: true,
    onOpen,
  })
  const press = async (key: string) => {
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    await settle()
  }
  host.querySelector<HTMLElement>('tr.row')!.focus()
  await press('ArrowDown')
  await press('Enter')
  expect(onOpen).toHaveBeenCalledWith(rows(1, 1)[0])
  await press(' ')
  expect(host.querySelector('[role=toolbar]')!.textContent).toContain('已选 1 项')
})

it('sorts up, down, and not', async () => {
  const seen: unknown[] = []
  const sort = ref<string>()
  const host = await mount(
    () => () =>
      h(DataTable as never, {
        columns,
        rows: rows(0, 1),
        label: 'x',
        sort: sort.value,
        'onUpdate:sort': (v?: string) => seen.push((sort.value = v)),
      }),
  )
  for (let turn = 0; turn < 3; turn++) {
    host.querySelector<HTMLElement>('th button')!.click()
    await settle()
  }
  expect(seen).toEqual(['name', '-name', undefined])
})

it('draws only what is in sight of ten thousand rows', async () => {
  const { host } = await show(() => Promise.resolve({ items: rows(0, 10_000), nextCursor: null }))
  expect(host.querySelectorAll('tr.row').length).toBeLessThan(60)
  expect(host.querySelector('.count')!.textContent).toContain('10000')
})

it('drops the answer of a question that is no longer asked', async () => {
  const q = ref('a')
  const waiting: ((page: { items: Row[]; nextCursor: null }) => void)[] = []
  const pages = effectScope().run(() =>
    usePages<Row>(() => new Promise((done) => waiting.push(done)), { when: q }),
  )!
  q.value = 'b'
  await settle()
  waiting[1]!({ items: rows(5, 1), nextCursor: null })
  waiting[0]!({ items: rows(0, 1), nextCursor: null })
  await settle()
  expect(pages.rows.value[0]!.id).toBe('r5')
})

it('writes CSV that quotes what it must and defuses formulas', () => {
  const text = toCsv(columns, [{ id: '1', name: '=cmd("x"),1', price: -3 }])
  expect(text).toBe('\ufeffName,Price\r\n"\'=cmd(""x""),1",-3\r\n')
})

it('grows in place: what was ticked stays ticked when more come, and is let go when it is gone', async () => {
  let of = 0
  const selected = vi.fn()
  const pages = effectScope().run(() =>
    usePages<Row>(({ cursor }) =>
      Promise.resolve({ items: rows(of + (cursor ? 3 : 0), 3), nextCursor: cursor ? null : 'c1' }),
    ),
  )!
  const host = await mount(
    () => () =>
      h(DataTable as never, {
        columns,
        pages,
        label: 'Goods',
        selectable: true,
        'onUpdate:selected': selected,
      }),
  )
  const ticks = () => [...host.querySelectorAll<HTMLInputElement>('td.pick input')]
  ticks()[1]!.click()
  await settle()
  const known = pages.slice(0, 3)
  await pages.next()
  await settle()
  expect(pages.slice(0, 3).every((row, at) => row === known[at])).toBe(true)
  expect([pages.count.value, pages.rows.value.length, ticks().map((tick) => tick.checked)]).toEqual([
    6,
    6,
    [false, true, false, false, false, false],
  ])
  expect(selected).toHaveBeenCalledTimes(1)
  pages.rows.value = pages.rows.value.map((row) => ({ ...row, name: 'new' }))
  await settle()
  expect(selected.mock.lastCall![0]).toEqual([{ id: 'r1', name: 'new', price: 1 }])
  of = 2
  await pages.reload()
  await settle()
  expect(selected.mock.lastCall![0]).toEqual([])
})
