/** Who supplies, and what of it goes on sale. */
const suppliers = (file) => `platform/src/suppliers/${file}`
const goods = 'src/suppliers/goods.api.test.ts'
const depots = 'src/suppliers/depots.api.test.ts'
const onboarding = 'src/suppliers/onboarding.api.test.ts'
const sheets = 'src/sheets/supply-sheets.api.test.ts'
export const supply = [
  {
    name: 'a message carries a file that the other side kept',
    file: suppliers('files.repo.ts'),
    edits: [
      [
        'and supplier_id = $4 and side = $5 and message_id is null',
        'and supplier_id = $4 and $5::text is not null and message_id is null',
      ],
    ],
    test: 'src/suppliers/messages.api.test.ts',
    says: 'carry files',
  },
  {
    name: 'a message names what is another’s',
    file: suppliers('messages.repo.ts'),
    edits: [["id = $2 and supplier_id = $3',\n  order", "id = $2 and $3::uuid is not null',\n  order"]],
    test: 'src/suppliers/messages.api.test.ts',
    says: 'of this supplier alone',
  },
  {
    name: 'slips list what has left already',
    file: 'platform/src/fulfilment/parcels.repo.ts',
    edits: [
      ["${leftLinesJson('f.order_id')}", "${linesJson('f.order_id')}"],
      ['import { leftLinesJson,', 'import { linesJson,'],
    ],
    test: depots,
    says: 'is labelled by HQ',
  },
  {
    name: 'anybody knocks at the suppliers’ door as often as they like',
    file: suppliers('apply.controller.ts'),
    edits: [['const AN_HOUR = 30', 'const AN_HOUR = 30_000']],
    test: 'src/callers/callers.api.test.ts',
    says: 'a network knocks thirty times',
  },
  {
    name: 'a supplier reads another’s sheets',
    file: 'platform/src/sheets/imports.repo.ts',
    edits: [['row?.supplier_id === supplierId ? row : undefined', 'row']],
    test: sheets,
    says: 'are a supplier’s own',
  },
  {
    name: 'a sheet changes another supplier’s goods',
    file: suppliers('bulk-goods.repo.ts'),
    edits: [
      [
        'tenant_id = $1 and supplier_id = $2 and own_code = any',
        'tenant_id = $1 and $2::uuid is not null and own_code = any',
      ],
    ],
    test: sheets,
    says: 'are a supplier’s own',
  },
  {
    name: 'goods of a sheet are sent in although a licence has ended',
    file: suppliers('bulk-goods.service.ts'),
    edits: [['if (send && !mayList(', 'if (!send && !mayList(']],
    test: sheets,
    says: 'from what a form refuses',
  },
  {
    name: 'a sheet goes on for somebody who works for another supplier by now',
    file: 'platform/src/sheets/goods-judge.ts',
    edits: [["    if (supplierId !== supplier_id) throw new Fault('access.denied')\n", '']],
    test: sheets,
    says: 'in the rights that hold at each chunk',
  },
  {
    name: 'a supplier reads and ships the orders of another’s depot',
    file: suppliers('drop-orders.repo.ts'),
    edits: [[' and o.store_id = any($4::uuid[])', ' and $4::uuid[] is not null']],
    test: depots,
    says: 'of another supplier is not there',
  },
  {
    name: 'a supplier counts the stock of another’s depot',
    file: suppliers('depots.service.ts'),
    edits: [
      [
        '      await this.mustOwn(supplierId, depotId)\n      found((await this.depots.ships',
        '      found((await this.depots.ships',
      ],
    ],
    test: depots,
    says: 'are not there for anybody else',
  },
  {
    name: 'an order is shipped that nobody has accepted',
    file: 'platform/src/selling/part-shipping.service.ts',
    edits: [
      ["      if (!(await this.parts.acceptedAt(row.id))) throw new Fault('fulfilment.not_accepted')\n", ''],
    ],
    test: depots,
    says: 'is accepted, packed and shipped in parts',
  },
  {
    name: 'stores and warehouses sell what a supplier ships',
    file: 'platform/src/catalog/sold.repo.ts',
    edits: [['${sentFrom(st, p)} and ', '']],
    test: depots,
    says: 'are sold by their supplier’s depots',
  },
  {
    name: 'PostgreSQL sorts a whole window for one page',
    file: 'platform/src/catalog/sold.repo.ts',
    edits: [
      [
        '`case when ${p}.supplier_ships then coalesce(${p}.supplier_id = ${st}.supplier_id, false) else ${st}.supplier_id is null end`',
        '`${st}.supplier_id is not distinct from case when ${p}.supplier_ships then ${p}.supplier_id end`',
      ],
    ],
    test: 'test/plans.test.ts',
    says: 'reads the rows it shows',
  },
  {
    name: 'goods of a supplier whose licence has ended go on sale',
    file: 'platform/src/catalog/products.service.ts',
    edits: [['        await this.gate.checkSupplier(product.supplierId)\n', '']],
    test: onboarding,
    says: 'a licence that ends',
  },
  {
    name: 'in bulk, goods of a supplier whose licence has ended go on sale',
    file: 'platform/src/catalog/product-edits.service.ts',
    edits: [['stopped ? barred.get(supplierId) : undefined', 'undefined']],
    test: onboarding,
    says: 'a licence that ends',
  },
  {
    name: 'a paper of another supplier is good for one’s own licence',
    file: suppliers('files.repo.ts'),
    edits: [[' and supplier_id is not distinct from $4', ' and ($4::uuid is null or true)']],
    test: onboarding,
    says: 'no other’s to use',
  },
  {
    name: 'a supplier reads the goods of another',
    file: suppliers('goods.repo.ts'),
    edits: [['g.id = $2 and ($3::uuid is null or g.supplier_id = $3)', 'g.id = $2']],
    test: goods,
    says: 'are not there',
  },
  {
    name: 'goods are taken that HQ has not seen like this',
    file: suppliers('goods-review.service.ts'),
    edits: [["    if (row.version !== version) throw new Fault('suppliers.goods_changed')\n", '']],
    test: goods,
    says: 'are kept by version',
  },
  {
    name: 'a supplier with an expired licence sends goods in',
    file: suppliers('goods.service.ts'),
    edits: [['if (!mayList(state, listing_until, today))', 'if (!mayList(state, null, today))']],
    test: goods,
    says: 'are not sent in',
  },
  {
    name: 'terms of a supplier hold without bounds',
    file: suppliers('supply-prices.service.ts'),
    edits: [
      [
        '      await this.bounds.setSupplierBounds({ skuId, bounds: wantedOf(bounds), way, startsAt: from })\n',
        '',
      ],
    ],
    test: goods,
    says: 'inside their bounds',
  },
  {
    name: 'an invitation is followed twice',
    file: suppliers('invitations.repo.ts'),
    edits: [['i.key_hash = $2 and i.used_at is null', 'i.key_hash = $2']],
    test: onboarding,
    says: 'chooses a login',
  },
  {
    name: 'a supplier’s people invite beyond their supplier',
    file: suppliers('invitations.repo.ts'),
    edits: [
      [
        "g.scope_kind = 'supplier' and g.scope_id = $2 group by",
        "g.scope_kind = 'supplier' and $2::uuid is not null group by",
      ],
    ],
    test: onboarding,
    says: 'the last owner stays',
  },
]
