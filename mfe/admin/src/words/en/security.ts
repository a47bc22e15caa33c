import type zh from '../zh/security'

export default {
  security: {
    hint: 'What people must do to sign in.',
    factor: 'Two-step sign-in',
    factorHint:
      'Roles ticked here sign in with an authenticator app as well. Once saved, whoever has not set it up can do nothing else until they have, so let people set it up first.',
    enrolled: '{enrolled} of {holders} set up',
    left: '{count} still to set up',
    nobody: 'Nobody holds it yet',
    own: 'You hold one of these roles yourself. If you have not set it up, that is the first thing you will have to do.',
    passwords: 'Passwords',
    passwordsHint:
      'Passwords known from leaks are never taken. Asking for length is safer than asking for signs or regular changes; turn those on where a regulation wants them.',
    lengthMin: 'Characters at least',
    daysMax: 'To be changed after',
    daysMaxHint: 'Whose password ran out can only change it after signing in.',
    never: 'Never',
    days: '{count} days',
    mixed: 'Three of these: capital letters, small letters, digits, signs',
    ownChoice: 'A password that somebody else set is changed by its owner at the first sign-in',
    toAccount: 'Set it up in my account',
    sureTitle: 'Ask for two-step sign-in now?',
    sure: 'Not set up yet by: {count}. Once saved, they can only set it up when they sign in, and do nothing else.',
  },
} satisfies typeof zh
