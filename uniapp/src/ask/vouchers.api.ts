import type { Voucher, VoucherRefunded } from '@storeweave/contract'
import { ask } from './ask'
import type { Page } from './shop.api'

/** The shopper's vouchers, newest first: those that hold, or those that are over. */
export const listVouchers = (is: 'live' | 'over', cursor?: string) =>
  ask.get<Page<Voucher>>('/shop/vouchers', { is, cursor })
/** Gives an unused voucher back; `refundId` is made here, so that twice is once. */
export const refundVoucher = (id: string, refundId: string) =>
  ask.post<VoucherRefunded>(`/shop/vouchers/${id}/refunds`, { id: refundId })
