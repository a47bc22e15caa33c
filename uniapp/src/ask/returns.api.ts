import type { AskReturn, Media, MyReturn, OrderReturns, SendReturn } from '@storeweave/contract'
import { ask } from './ask'

/** What can be asked back of an order, and what was. */
export const getReturns = (orderId: string) => ask.get<OrderReturns>(`/shop/orders/${orderId}/returns`)
/** Asks pieces of an order back; the id is made here, so that twice is once. */
export const askReturn = (orderId: string, wish: AskReturn) =>
  ask.post<MyReturn>(`/shop/orders/${orderId}/returns`, wish)
/** Takes a return back while nothing was sent. */
export const withdrawReturn = (id: string) => ask.post<MyReturn>(`/shop/returns/${id}/withdrawal`, {})
/** Says how the goods come back. */
export const sendReturn = (id: string, by: SendReturn) => ask.put<MyReturn>(`/shop/returns/${id}/parcel`, by)
/** Sends a picture for a return of an order. */
export const sendReturnPicture = (orderId: string, bytes: ArrayBuffer, type: string) =>
  ask.upload<Media>(`/shop/return-pictures?orderId=${orderId}`, bytes, type)
