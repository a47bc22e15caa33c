import type zh from '../zh/settings'

export default {
  decisions: {
    hint: 'What stores may decide, and what is decided above them. Changes count at once.',
    brand: 'Whole brand',
    add: 'Add an exception',
    choose: 'Choose a region or store',
    remove: 'Take the exception for {name} away',
    level: { store: 'Store', region: 'Region', hq: 'HQ' },
    of: {
      price: {
        title: 'Store prices',
        about:
          'Who may give a store prices of its own, inside the bounds of the goods and each person’s limits.',
      },
      stock: {
        title: 'Stock corrections and write-offs',
        about: 'Who may correct counts and write off. Deliveries are facts: a store may always enter them.',
      },
      listing: {
        title: 'Listing goods',
        about: 'Who decides whether a store sells goods that HQ released to it.',
      },
      hours: {
        title: 'Opening hours',
        about: 'Who may change opening hours, services and preparation time.',
      },
    },
    kept: {
      region: 'Hours, services and preparation time are decided by the region; you can look at them.',
      hq: 'Hours, services and preparation time are decided by HQ; you can look at them.',
    },
  },
  opening: {
    title: 'Before it opens',
    waiting: 'Once the required steps are done, the store can open.',
    ready: 'All is there: the store can open.',
    done: 'Done',
    missing: 'Not yet',
    unsaved: 'Save your changes first, then open the store.',
    optional: 'Recommended',
    open: 'Open the store',
    sure: 'Open the store now?',
    sureAbout: 'Shoppers see it and order from it at once.',
    opened: 'The store is open',
    step: {
      place: 'Address and position',
      hours: 'Opening hours',
      manager: 'A manager appointed',
      goods: 'Stock of goods for sale',
      selling: 'Pickup, or a cashier appointed',
      phone: 'A phone number',
      photos: 'Photos of the store',
    },
  },
  settings: {
    tab: {
      brand: 'Brand',
      modes: 'Mode',
      decisions: 'Decisions of stores',
      security: 'Security',
      scales: 'Scales',
      delivery: 'Delivery',
      privacy: 'Privacy',
    },
    hint: 'Name and colour of the brand appear in the shop, the mini program and all workplaces.',
    name: 'Brand name',
    colour: 'Brand colour',
    colourHint: 'The whole office shows a colour while you try it; saving makes it count for everybody.',
    own: 'Own colour',
    colourFault: 'Write the colour as #RRGGBB',
    darkened: 'Buttons are darkened by {percent}% so that white text stays readable.',
    facts: 'Other facts',
    slug: 'Address name',
    currency: 'Currency',
    zone: 'Time zone',
    reservation: 'Unpaid orders hold stock for',
    minutes: '{count} minutes',
    preview: 'What shoppers see',
    sample: {
      banner: 'Fresh today',
      sub: 'Order now, pick up in store',
      cart: '3 items ¥38.40',
      pay: 'Check out',
    },
  },
} satisfies typeof zh
