import type zh from '../zh/usage'

export default {
  usage: {
    hint: 'What the brand uses of the platform. Today is counted up to half a minute, the rest of it up to a quarter of an hour ago.',
    days: '{count} days',
    sum: 'In {count} days',
    same: 'No change',
    grown: '{count} in the period',
    requests: 'Requests',
    orders: 'Orders',
    staff: 'Staff',
    stores: 'Open stores',
    skus: 'SKUs',
    storageBytes: 'Pictures',
    requestsByDay: 'Requests by day',
    requestsHint: 'Shop, mini program, workplaces and tills',
    ordersByDay: 'Orders by day',
    ordersHint: 'Placed, whether paid or not',
  },
} satisfies typeof zh
