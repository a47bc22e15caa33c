import type zh from '../zh/vouchers'

/** Words of what a voucher is good for. */
export default {
  vouchers: {
    title: 'Voucher',
    hint: 'Its code comes right after the payment and is verified by the staff of any store that carries it.',
    uses: 'Uses of each',
    days: 'Days valid after payment',
    daysHint: 'Leave it empty for no limit in days',
    until: 'Valid until at the latest',
    untilHint: 'Where both are given, the earlier end counts',
    refundable: 'Shoppers may give it back while it is unused',
    howToZh: 'How to use it (Chinese)',
    howToEn: 'How to use it (English)',
    set: 'Say what it is good for',
    toAll: 'Use it for all SKUs',
  },
} satisfies typeof zh
