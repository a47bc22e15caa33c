import type zh from './zh-campaigns'

export default {
  campaigns: {
    hint: 'Campaigns the brand asks you for: with your yes your goods are sold at its prices when it begins.',
    none: 'No invitations yet',
    noneHint: 'Where the brand asks you to take part in a campaign, it shows here.',
    answer: { asked: 'Your answer is awaited', accepted: 'Takes part', refused: 'Refused' },
    share: '{off}% off, of which you bear {share}% and the brand the rest.',
    price: 'campaign price',
    sales: 'Sales',
    discount: 'Discount',
    borne: 'Borne by you',
    once: 'An answer is for good; prices stay inside your bounds.',
    sure: { accepted: 'Take part in “{name}”?', refused: 'Refuse “{name}”?' },
    say: { accepted: 'Take part', refused: 'Refuse' },
  },
} satisfies typeof zh
