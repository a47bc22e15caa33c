import type { Address, CreateAddress, Delivery, Order, SaveAddress } from '@storeweave/contract'
import { ask } from './ask'

/** Who sends goods to who shops at a store, of a product whoever sends that, and what it costs. */
export const getDelivery = (storeId: string, productId?: string) =>
  ask.get<Delivery>('/shop/delivery', { storeId, ...(productId ? { productId } : {}) })
/** The shopper's addresses, the default first. */
export const listAddresses = () => ask.get<{ items: Address[] }>('/shop/addresses')
/** Adds an address; its id is made here, so that twice is once. */
export const addAddress = (address: CreateAddress) => ask.post<Address>('/shop/addresses', address)
/** Changes an address; orders keep where they went. */
export const saveAddress = (id: string, address: SaveAddress) =>
  ask.put<Address>(`/shop/addresses/${id}`, address)
/** Takes an address away. */
export const removeAddress = (id: string) => ask.delete<void>(`/shop/addresses/${id}`)
/** The shopper has the parcel of an order. */
export const receiveOrder = (id: string) => ask.post<Order>(`/shop/orders/${id}/receipt`)
