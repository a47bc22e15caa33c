import type { Webhook, WebhookDelivery } from '@storeweave/contract'
import { describe, expect, it } from 'vitest'
import en from '../words/en/webhooks'
import zh from '../words/zh/webhooks'
import { addressText, deliveryWord, eventNames, eventText, outcomeText, shareOf, stateOf } from './words'

const webhook = { state: 'on', failingSince: null, recent: { tried: 0, delivered: 0 } } as Webhook
const key = (path: string) => path

describe('a webhook in words', () => {
  it('every event has words in both languages', () => {
    for (const name of [...eventNames, 'connect.test']) {
      const word = eventText(key as never, name)
        .split('.')
        .at(-1) as keyof typeof zh.webhooks.event
      expect([name, zh.webhooks.event[word] !== undefined, en.webhooks.event[word] !== undefined]).toEqual([
        name,
        true,
        true,
      ])
    }
  })
  it('one that is on and fails is in trouble, one that was switched off is not', () => {
    expect(stateOf(webhook)).toEqual({ tone: 'good', word: 'webhooks.state.on' })
    expect(stateOf({ ...webhook, failingSince: '2026-11-22T08:00:00Z' }).tone).toBe('warn')
    expect(stateOf({ ...webhook, state: 'failing', failingSince: 'x' }).word).toBe('webhooks.state.failing')
  })
  it('the share that arrived is rounded down, and nothing at all is no share', () => {
    const of = (tried: number, delivered: number) => shareOf({ ...webhook, recent: { tried, delivered } })
    expect([of(0, 0), of(3, 3), of(500, 499), of(4, 0)]).toEqual([undefined, 100, 99, 0])
  })
  it('addresses lose their protocol, deliveries and tries say how they stand', () => {
    expect(addressText('https://erp.example/hooks/')).toBe('erp.example/hooks')
    const delivery = { state: 'waiting', tries: 0 } as WebhookDelivery
    expect([deliveryWord(delivery), deliveryWord({ ...delivery, tries: 2 })]).toEqual([
      'webhooks.delivery.waiting',
      'webhooks.delivery.again',
    ])
    expect(outcomeText(key as never, { status: 503, fault: null })).toBe('HTTP 503')
    expect(outcomeText(key as never, { status: null, fault: 'timeout' })).toBe('webhooks.fault.timeout')
  })
})
