import type {
  Agreed,
  AskFilters,
  Cart,
  Category,
  FindNearby,
  GuestCart,
  Instead,
  LabelTarget,
  ListShop,
  Member,
  NearbyStore,
  NearbyStores,
  Order,
  OrderRow,
  OrderStatus,
  PaymentStarted,
  PlaceOrder,
  QuoteRequest,
  Scanned,
  ScanToCart,
  SetCartLine,
  ShopCard,
  ShopFilters,
  ShopperSession,
  ShopProduct,
  ShopSuggestions,
  StartPayment,
  Tenant,
} from '@storeweave/contract'
import { ask } from './ask'

/** What is asked, fields with a default left to the server. */
type Asked<T, D extends keyof T> = Omit<T, D> & Partial<Pick<T, D>>
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
/** A page of goods; what is offered where a search finds none. */
export interface Found extends Page<ShopCard> {
  instead?: Instead
}
export type CartLine = Cart['lines'][number]
export type Quote = Cart['quote']

/** Who the shop is and how it looks. */
export const getTenant = () => ask.get<Tenant>('/tenant')

/** Signs in with what `wx.login` gave. */
export const signInWechat = (code: string, agreed?: Agreed) =>
  ask.post<ShopperSession>('/shop/auth/wechat', { code, agreed })
/** Sends a six-digit code to a mobile number of mainland China. */
export const sendSmsCode = (phone: string) => ask.post<void>('/shop/auth/sms', { phone })
/** Signs in with the code that was sent. */
export const signInSms = (phone: string, code: string, agreed?: Agreed) =>
  ask.post<ShopperSession>('/shop/auth/sms/verify', { phone, code, agreed })
/** Ends the session whose refresh token this is. */
export const signOut = (refreshToken: string) => ask.post<void>('/shop/auth/sign-out', { refreshToken })
/** The signed-in shopper. */
export const getMember = () => ask.get<Member>('/shop/me')
/** Takes the phone number over from WeChat, by its button's code. */
export const bindPhone = (code: string) => ask.post<Member>('/shop/me/phone', { code })

/** Stores by distance (metres) from a GCJ-02 position, by name without one. */
export const findStores = (query: Partial<FindNearby>) => ask.get<NearbyStores>('/shop/stores/nearby', query)
/** One store as shoppers see it. */
export const getStore = (id: string) => ask.get<NearbyStore>(`/shop/stores/${id}`)

/** The categories that have goods at a store. */
export const getCategories = (storeId: string) =>
  ask.get<{ items: Category[] }>('/shop/categories', { storeId })
/** A page of the shop window of one store. */
export const listGoods = (query: Partial<ListShop>) => ask.get<Found>('/shop/products', query)
/** What a list of goods can be narrowed down by, and how many each choice leaves. */
export const getFilters = (query: AskFilters) => ask.get<ShopFilters>('/shop/filters', query)
/** Words, categories and goods for who is typing. */
export const getSuggestions = (storeId: string, q: string) =>
  ask.get<ShopSuggestions>('/shop/suggestions', { storeId, q })
/** A product with that store's prices and stock. */
export const getProduct = (id: string, storeId: string) =>
  ask.get<ShopProduct>(`/shop/products/${id}`, { storeId })
/** The product behind a barcode. */
export const getByBarcode = (barcode: string, storeId: string) =>
  ask.get<ShopProduct>(`/shop/barcodes/${encodeURIComponent(barcode)}`, { storeId })

/** What the lines cost at a store, priced by the server. */
export const getQuote = (request: Asked<QuoteRequest, 'fulfilment'>) =>
  ask.post<Quote>('/shop/quotes', request)
/** The shopper's cart, priced for a store. */
export const getCart = (storeId: string) => ask.get<Cart>('/shop/cart', { storeId })
/** Sets a line's quantity (pieces or grams; 0 removes it) and whether it is to be bought. */
export const setCartLine = (skuId: string, line: SetCartLine) =>
  ask.put<Cart>(`/shop/cart/lines/${skuId}`, line)
/** Puts one more of what a barcode stands for into the cart; the same `id` again is the same scan. */
export const scanToCart = (scan: ScanToCart) => ask.post<Scanned>('/shop/cart/scans', scan)

/** A cart of the device, priced for its store. */
export const previewCart = (cart: GuestCart) => ask.post<Cart>('/shop/cart/preview', cart)
/** Adds a cart of the device to the shopper's; once for each `id`, however often it is sent. */
export const mergeCart = (id: string, cart: GuestCart) =>
  ask.post<Cart>('/shop/cart/merge', cart, `guest-cart-${id}`)

/** Places an order; its id is made here, so that twice is once. */
export const placeOrder = (order: PlaceOrder) => ask.post<Order>('/shop/orders', order)
/** The shopper's orders, newest first. */
export const listOrders = (query: { status?: OrderStatus; cursor?: string; limit?: number }) =>
  ask.get<Page<OrderRow>>('/shop/orders', query)
/** One order of the shopper. */
export const getOrder = (id: string) => ask.get<Order>(`/shop/orders/${id}`)
/** Cancels an order that may still be. */
export const cancelOrder = (id: string, reason: string) =>
  ask.post<Order>(`/shop/orders/${id}/cancel`, { reason })
/** Opens a payment and says how to go on. */
export const startPayment = (id: string, way: StartPayment) =>
  ask.post<PaymentStarted>(`/shop/orders/${id}/payments`, way)
/** The order after asking the payment provider, when it is still unpaid. */
export const checkPayment = (id: string) => ask.post<Order>(`/shop/orders/${id}/payments/check`)
/** What the short code of a shelf label stands for. */
export const getLabel = (code: string) => ask.get<LabelTarget>(`/shop/labels/${encodeURIComponent(code)}`)
