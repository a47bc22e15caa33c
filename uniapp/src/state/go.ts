/** Every page of the shop by what it is for. */
const TABS = {
  home: '/pages/home/home',
  category: '/pages/category/category',
  cart: '/pages/cart/cart',
  me: '/pages/me/me',
}

/** Opens one of the tab bar's pages. */
export const goTab = (tab: keyof typeof TABS): void => void uni.switchTab({ url: TABS[tab] })

/** WeChat keeps ten pages; whoever goes on from one product to the next loses the page before, not the way. */
const PAGES_MOST = 9
const open = (url: string): void =>
  void (getCurrentPages().length < PAGES_MOST ? uni.navigateTo({ url }) : uni.redirectTo({ url }))
/** Opens a product. */
export const goProduct = (id: string): void => open(`/pkg-catalog/product/product?id=${id}`)
/** Opens a product with one of its SKUs chosen, in place of this page. */
export const goSkuInstead = (id: string, skuId: string): void =>
  void uni.redirectTo({ url: `/pkg-catalog/product/product?id=${id}&sku=${skuId}` })
/** Opens the search, with words already in it where there are some. */
export const goSearch = (q = ''): void =>
  open(`/pkg-catalog/search/search${q ? `?q=${encodeURIComponent(q)}` : ''}`)
/** Opens the search with the camera looking for a barcode. */
export const goScan = (): void => open('/pkg-catalog/search/search?scan=1')
/** Opens a campaign of the store one shops at. */
export const goCampaign = (id: string): void => open(`/pkg-catalog/campaign/campaign?id=${id}`)
/** Opens the choice of stores; with a SKU, of those that have it. */
export const goStores = (skuId = ''): void =>
  open(`/pkg-catalog/stores/stores${skuId ? `?skuId=${skuId}` : ''}`)
/** Opens the checkout of the draft. */
export const goCheckout = (): void => open('/pkg-trade/checkout/checkout')
/** Opens scan and buy: what the camera reads goes into the cart. */
export const goScanBuy = (): void => open('/pkg-trade/scan/scan')
/** Opens an order. */
export const goOrder = (id: string): void => open(`/pkg-trade/order/order?id=${id}`)
/** Opens an order in place of this page. */
export const goOrderInstead = (id: string): void =>
  void uni.redirectTo({ url: `/pkg-trade/order/order?id=${id}` })
/** Opens the payment of an order in place of this page. */
export const goPayInstead = (id: string): void => void uni.redirectTo({ url: `/pkg-trade/pay/pay?id=${id}` })
/** Opens the payment of an order. */
export const goPay = (id: string): void => open(`/pkg-trade/pay/pay?id=${id}`)
/** Opens the review of a line of an order. */
export const goReview = (orderId: string, lineId: string): void =>
  open(`/pkg-trade/review/review?order=${orderId}&line=${lineId}`)
/** Opens the form that asks goods of an order back. */
export const goAskReturn = (orderId: string): void =>
  open(`/pkg-trade/ask-return/ask-return?order=${orderId}`)
/** Opens what was asked back of an order. */
export const goReturn = (orderId: string, id: string): void =>
  open(`/pkg-trade/return/return?order=${orderId}&id=${id}`)
/** Opens it in place of this page. */
export const goReturnInstead = (orderId: string, id: string): void =>
  void uni.redirectTo({ url: `/pkg-trade/return/return?order=${orderId}&id=${id}` })
/** Opens everything the shopper wrote. */
export const goReviews = (): void => open('/pkg-trade/reviews/reviews')
/** Opens the shopper's vouchers. */
export const goVouchers = (): void => open('/pkg-trade/vouchers/vouchers')
/** Opens the full-screen pickup code. */
export const goCode = (id: string): void => open(`/pkg-trade/code/code?id=${id}`)
/** Opens the shopper's orders, in one state where given. */
export const goOrders = (status = ''): void =>
  open(`/pkg-trade/orders/orders${status ? `?status=${status}` : ''}`)

/** Opens the notice about shoppers' data. */
export const goNotice = (): void => open('/pkg-member/notice/notice')
/** Opens what the shopper agreed to and may do with their data. */
export const goPrivacy = (): void => open('/pkg-member/privacy/privacy')
/** Opens the export of one's data. */
export const goExport = (): void => open('/pkg-member/export/export')
/** Opens the shopper's addresses; `choose`: one of them for the order under way. */
export const goAddresses = (choose = false): void =>
  open(`/pkg-member/addresses/addresses${choose ? '?choose=1' : ''}`)
/** Opens an address, or a new one. */
export const goAddress = (id = ''): void => open(`/pkg-member/address/address${id ? `?id=${id}` : ''}`)
/** Opens the deletion of the account. */
export const goErase = (): void => open('/pkg-member/erase/erase')

/** Back to where one came from; the home page where there is nothing before. */
export function goBack(): void {
  if (getCurrentPages().length > 1) uni.navigateBack()
  else goTab('home')
}
