import type zh from '../zh/support'

export default {
  support: {
    hint: 'Let the platform’s support staff in for a while when you need help. All they look at and change is in the audit log.',
    add: 'Let support in',
    reason: 'Reason',
    reasonHint: 'What went wrong; support and the audit log see it.',
    access: { title: 'Access', read: 'Read only', write: 'May act' },
    about: {
      read: 'Sees everything and changes nothing. Shoppers’ contacts stay masked.',
      write:
        'Also works on products, stock, orders and stores. Makes no accounts, rights or keys, and sees no contact whole.',
    },
    hours: 'For how long (hours)',
    until: 'Ends by itself:',
    state: { standing: 'In force', over: 'Over', ended: 'Ended' },
    status: 'Status',
    by: 'Granted by',
    from: 'From',
    to: 'To',
    visits: 'Who came in',
    visitCount: '{count}',
    noVisit: 'Nobody has come in',
    acts: 'What they did',
    now: 'Platform support may come in now',
    nowAbout: '{access}; ends by itself:',
    grant: 'Let in',
    granted: 'Support may come in',
    end: 'End now',
    endTitle: 'End this support access?',
    endAbout: 'Whoever is in is out within seconds.',
    over: 'Support access has ended',
    none: 'Never granted',
    noneHint:
      'The platform’s staff normally see none of your data. When something goes wrong, let them in for some hours; end it whenever you like.',
  },
} satisfies typeof zh
