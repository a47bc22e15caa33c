import { expect, it } from 'vitest'
import { draftOf, fieldsOf } from './usePrivacy'

it('takes a notice apart into fields and puts it together again, without spaces around', () => {
  const notice = {
    text: { zh: '全文', en: 'text' },
    purposes: { service: { zh: '账号', en: 'account' }, location: { zh: '位置', en: 'place' } },
  }
  const fields = fieldsOf(notice)
  expect(fields.locationEn).toBe('place')
  expect(draftOf({ ...fields, textZh: ' 全文\n' })).toEqual(notice)
})
