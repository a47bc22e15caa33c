import type zh from '../zh/modes'

export default {
  modes: {
    hint: 'What the brand uses. What is off is shown nowhere, and nothing of it is deleted.',
    modes: 'Mode of business',
    modesHint: 'A mode sets the switches below; any other choice is fine too.',
    own: 'This is a choice of your own.',
    features: 'What is used',
    featuresHint: 'Nothing is switched off while something in it is unfinished.',
    open: 'Unfinished: {open}',
    and: ', ',
    offSince: 'Off since',
    of: {
      single: { name: 'Single store', about: 'One store with a till and pickup.' },
      chain: { name: 'Chain', about: 'Several stores, run by HQ.' },
      o2o: { name: 'O2O chain', about: 'A chain that also sends goods by express.' },
      multi_merchant: {
        name: 'Multi-merchant',
        about: 'Own goods beside those of merchants, who ship and are settled with.',
      },
      s2b2c: { name: 'S2B2C', about: 'Suppliers’ goods, sold by stores inside price bounds.' },
      b2b: { name: 'B2B ordering', about: 'Stores order from HQ’s warehouses.' },
      full: { name: 'Everything', about: 'All parts of the product.' },
    },
    feature: {
      stores: {
        name: 'Several stores',
        about: 'Stores and regions, where goods are sold, what stores decide.',
      },
      suppliers: { name: 'Suppliers', about: 'Applications, goods, the portal and settlement.' },
      purchasing: {
        name: 'Store ordering',
        about: 'The ordering mall, purchase orders, receiving, accounts.',
      },
      express: { name: 'Express', about: 'Goods sent from a warehouse, freight and parcels.' },
      till: {
        name: 'Till',
        about: 'Sales in the store. Those made offline before it was switched off still come in.',
      },
    },
  },
} satisfies typeof zh
