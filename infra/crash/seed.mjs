// The brand that is traded with while things break: one store, one till counter, plenty of most goods and little of one.

export const SLUG = 'crash'
export const PASSWORD = 'storeweave-crash'
export const PLENTY = 1_000_000
export const SCARCE = 25
/** Minutes an unpaid order holds its goods: short, so that orders expire while the run lasts. */
export const HOLD_MINUTES = 1
export const STAFF = { manager: 'store_manager', clerk1: 'clerk', clerk2: 'clerk', cashier: 'cashier' }

/** The goods by SKU code: price in fen, pieces in stock. */
export const GOODS = {
  apple: { price: 599, stock: PLENTY },
  bread: { price: 1280, stock: PLENTY },
  honey: { price: 4990, stock: PLENTY },
  truffle: { price: 9900, stock: SCARCE },
}

const both = (text) => ({ zh: text, en: text })

/** The seed of the brand; `providers` are what it would type into its settings. */
export function seedOf(providers) {
  const days = [0, 1, 2, 3, 4, 5, 6]
  return {
    slug: SLUG,
    name: both('Crash'),
    primary: '#0a7d55',
    logo: null,
    banners: [],
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    cashRounding: 'none',
    providers,
    hosts: [],
    demoSignIns: [],
    hq: { name: both('HQ'), code: 'HQ' },
    regions: [{ key: 'west', code: 'W', name: both('West') }],
    stores: [
      {
        ...{ key: 'one', code: 'S1', regionKey: 'west', kind: 'store', name: both('One'), address: 'West 1' },
        ...{ phone: '0571-8888', lat: 30.2463, lng: 120.1485, services: ['pickup'], areaSquareMetres: 120 },
        hours: days.map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
        managerName: '',
        photos: [],
      },
    ],
    suppliers: [],
    people: Object.entries(STAFF).map(([login, role]) => ({
      ...{ login, role, password: PASSWORD, name: login },
      scope: { kind: 'store', key: 'one' },
    })),
    members: [],
    categories: [{ key: 'all', parentKey: null, name: both('All'), icon: null, position: 0 }],
    products: Object.entries(GOODS).map(([code, { price }]) => productOf(code, price)),
    storePrices: [],
    stock: Object.entries(GOODS).map(([skuCode, { stock }]) => ({
      ...{ storeKey: 'one', skuCode, quantity: stock, safety: 0 },
    })),
    sales: [],
    renderPictures: async () => undefined,
  }
}

function productOf(code, price) {
  const sku = { code, barcodes: [], optionIndexes: [], listPrice: price, unitSize: 1 }
  return {
    ...{ key: code, kind: 'physical', name: both(code), detail: both(''), brand: '', unit: both('pc') },
    ...{ categoryKey: 'all', supplierKey: null, options: [], pictures: [] },
    skus: [{ ...sku, priceMin: null, priceMax: null, supplyPrice: null, weightGrams: 100, picture: null }],
  }
}
