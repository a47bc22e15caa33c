/** One instruction of profit sharing. */
export interface PayShare {
  mchid: string
  outTradeNo: string
  transactionId: string
  outOrderNo: string
  orderId: string
  state: 'PROCESSING' | 'FINISHED'
  /** The rest of the order is free with it. */
  frees: boolean
  fingerprint: string
  createdAt: string
  finishedAt?: string
  receivers: {
    account: string
    amount: number
    description: string
    result: 'PENDING' | 'SUCCESS' | 'CLOSED'
    failReason?: string
    detailId: string
  }[]
}

/** What of one comes back. */
export interface PayReturn {
  mchid: string
  outTradeNo: string
  outOrderNo: string
  orderId: string
  outReturnNo: string
  returnId: string
  returnMchid: string
  amount: number
  result: 'PROCESSING' | 'SUCCESS' | 'FAILED'
  failReason?: string
  createdAt: string
  finishedAt?: string
}
