import type zh from './zh-cn'

/** The shell's words in English. */
const words: typeof zh = {
  loading: 'Loading',
  offline: 'Offline',
  group: {
    home: 'Home',
    sell: 'Sell',
    goods: 'Goods',
    stock: 'Stock',
    people: 'People and stores',
    marketing: 'Marketing',
    money: 'Money',
    insight: 'Insight',
    settings: 'Settings',
  },
  area: {
    admin: 'Head office',
    store: 'Store console',
    supplier: 'Supplier portal',
    pos: 'Till',
    shell: 'This page',
  },
  menu: {
    label: 'Main menu',
    places: 'Workplaces',
    skip: 'Skip to content',
    open: 'Open menu',
    fold: 'Collapse menu',
    unfold: 'Expand menu',
  },
  palette: { open: 'Search pages and actions' },
  person: { menu: 'Menu of {name}', signOut: 'Sign out' },
  signIn: {
    title: 'Sign in',
    welcome: 'Welcome back',
    hint: 'Sign in with your staff account',
    login: 'Account',
    password: 'Password',
    show: 'Show password',
    hide: 'Hide password',
    go: 'Sign in',
    needLogin: 'Enter your account',
    needPassword: 'Enter your password',
    expired: 'Your sign-in has expired. Sign in again; enter anew what was not saved.',
    help: 'Forgot your password? Ask your store manager or head office to reset it.',
    demo: 'Demo accounts: press one to fill it in',
    line1: 'Every store, every sale,',
    line2: 'woven into one.',
    point1: 'One stock for online, store and till',
    point2: 'Pickup, verification and refunds in one flow',
    point3: 'Head office and stores each see their own books',
  },
  remote: {
    title: '{name} cannot be opened right now',
    short: '{name} does not answer',
    hint: 'This part does not answer. Everything else goes on working. Try again in a moment.',
    retry: 'Try again',
  },
  home: {
    nothing: 'There is nothing for you here yet',
    nothingHint: 'Ask your store manager or head office for a role.',
  },
  notFound: {
    title: 'There is no such page',
    hint: 'The address may be wrong, or the page has moved.',
    home: 'Go home',
  },
  notAllowed: {
    title: 'You are not allowed to see this page',
    hint: 'If you need it for your work, ask your store manager or head office.',
  },
  crashed: {
    title: 'Something broke on this page',
    hint: 'Only this page is affected. Try again; tell your administrator if it keeps happening.',
  },
  start: {
    hint: 'Check your network and try again.',
    unknown: 'Check the address, or ask your brand administrator.',
  },
}
export default words
