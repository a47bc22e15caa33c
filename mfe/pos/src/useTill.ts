import { readScaleLabel } from '@storeweave/rules/catalog'
import { asProblem, currency, me, toast, useText } from '@storeweave/kit'
import { computed, inject, provide, ref, shallowRef, watch, type InjectionKey } from 'vue'
import { useCatalogue, useCatalogueHints } from './catalogue/use-catalogue'
import { deviceLocks } from './device/locks'
import { TillDb } from './device/till-db'
import { useOpening } from './device/use-opening'
import { useDevice } from './device/use-device'
import { useNetwork } from './device/use-network'
import { saleCalls } from './journal/journal.api'
import { useJournal } from './journal/use-journal'
import { isPayCode, useCodePay } from './pay/use-code-pay'
import { useReceipts } from './receipt/use-receipts'
import { useCheckout } from './sale/use-checkout'
import { useMember } from './sale/use-member'
import { usePicking } from './sale/use-picking'
import { useSale } from './sale/use-sale'

/** What the right side shows. The left side is always the sale. */
export type View = 'goods' | 'quantity' | 'camera' | 'cash' | 'code' | 'done' | 'today' | 'settings'
export interface Notice {
  tone: 'good' | 'warn' | 'bad'
  text: string
}

/** The whole till: its parts, what is on screen, and what a scan means there. Provides itself to its components. */
export function useTill() {
  const { t } = useText('pos')
  const db = new TillDb()
  const network = useNetwork()
  const device = useDevice(db)
  const catalogue = useCatalogue(db, network.heard)
  const members = useMember(network.heard)
  const terms = computed(() => ({
    currency: catalogue.meta.value?.currency ?? currency.value,
    cashRounding: catalogue.meta.value?.cashRounding ?? ('none' as const),
    unitIds: catalogue.meta.value?.unitIds ?? [],
    level: members.levelAmong(catalogue.meta.value?.levels ?? []),
  }))
  const locked = ref(false)
  const sale = useSale(terms, locked)
  const locks = deviceLocks()
  const journal = useJournal(db, { calls: saleCalls, locks, told: network.heard })
  const checkout = useCheckout({
    ...{ sale, journal, device: device.device, meta: catalogue.meta, nextNumber: device.nextNumber },
    member: members.member,
  })
  const receipts = useReceipts(db)
  const view = ref<View>('goods')
  const side = ref<'goods' | 'sale'>('goods')
  const notice = shallowRef<Notice>()
  const doneId = ref<string>()

  const go = (to: View) => {
    view.value = to
    if (to !== 'goods') side.value = 'goods'
  }
  const say = (tone: Notice['tone'], key: string, args: Record<string, unknown> = {}): void => {
    notice.value = { tone, text: t(key, args) }
  }
  const picking = usePicking({ sale, terms, view, notice, go, say, paying: () => codePay.busy() })
  const { measuring, nearly, pick, weigh } = picking

  /** A code from the scanner, the camera or the keyboard: goods, or the shopper's payment code. */
  function scan(code: string): void {
    if (isPayCode(code) && (sale.lines.value.length > 0 || codePay.busy())) return void payByCode(code)
    const label = readScaleLabel(code.trim(), catalogue.meta.value?.scaleLabels ?? [])
    const sku = catalogue.index.value.byCode(label?.barcode ?? code)
    if (sku) return label ? weigh(sku, label) : pick(sku)
    say('bad', isPayCode(code) ? 'notice.nothing' : 'notice.unknown', { code })
  }

  async function payByCode(code: string): Promise<void> {
    go('code')
    if (!network.online.value && !codePay.busy()) return
    await codePay.charge(code, () => checkout.makeEntry({ kind: 'wechat_code' }))
    // The shelf price changed under the sale: show the new one before asking for money again.
    if (codePay.problem.value?.code === 'selling.price_changed') void catalogue.refresh()
  }
  const codePay = useCodePay({
    ...{ journal: journal.journal, calls: saleCalls, locks, told: network.heard },
    paid: (id) => {
      sale.reset()
      picking.takeNext()
      finish(id)
    },
  })

  watch(codePay.held, (held) => (locked.value = held), { flush: 'sync' })

  async function takeCash(received: number): Promise<void> {
    try {
      const id = await checkout.takeCash(received)
      if (id) finish(id)
    } catch (thrown) {
      toast(t('notice.not_kept', { reason: asProblem(thrown).text }), { tone: 'bad' })
    }
  }

  function finish(id: string): void {
    doneId.value = id
    members.leave()
    notice.value = undefined
    if (sale.lines.value.length === 0) go('done')
    else say('good', 'notice.paid')
    if (receipts.auto.value) void journal.journal.get(id).then((entry) => entry && receipts.print(entry))
  }

  /** Goes back to the goods; a payment by code under way is called off first. */
  async function back(): Promise<void> {
    if (view.value === 'code') {
      const left = await codePay.leave()
      if (left === 'paid' || codePay.busy()) return
      if (left === 'open') say('warn', 'notice.open')
      void journal.nudge()
    }
    measuring.value = undefined
    go('goods')
    picking.takeNext()
  }

  const { start, register, moveStore } = useOpening({ db, device, catalogue, sale, journal, receipts, go })
  watch([catalogue.index, locked], ([index]) => sale.refreshFrom(index) && say('warn', 'notice.repriced'))
  network.onBack(() => {
    void journal.nudge()
    void catalogue.refresh()
  })
  useCatalogueHints(catalogue.refresh, network.heard)

  const till = {
    ...{ network, device, catalogue, terms, sale, journal, checkout, codePay, receipts, members },
    ...{
      view,
      side,
      notice,
      measuring,
      nearly,
      doneId,
      go,
      pick,
      scan,
      payByCode,
      takeCash,
      back,
      start,
      register,
      moveStore,
    },
    /** The register's store, when the person may sell there. */
    ready: computed(() => {
      const mine = device.device.value?.storeId
      return mine !== undefined && (me.value?.stores ?? []).some(({ id }) => id === mine)
    }),
  }
  provide(TILL, till)
  return till
}
export type Till = ReturnType<typeof useTill>
const TILL: InjectionKey<Till> = Symbol('till')

/** The till of the page, for its components. */
export function theTill(): Till {
  const till = inject(TILL)
  if (!till) throw new Error('no till around this component')
  return till
}
