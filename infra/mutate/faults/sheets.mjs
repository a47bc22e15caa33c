/** Sheets that come in and go out. */
const test = 'src/sheets/imports.api.test.ts'
const files = 'src/sheets/sheet-files.test.ts'
const stores = 'src/sheets/store-sheets.api.test.ts'
const edits = 'src/sheets/bulk-edits.api.test.ts'
const work = 'platform/src/sheets/import-work.service.ts'
const described = 'src/sheets/described-sheets.api.test.ts'
export const sheets = [
  {
    name: 'a sheet empties what goods on sale must have',
    file: 'platform/src/catalog/bulk-products.service.ts',
    edits: [
      [
        "before?.state === 'published' && (before.categoryId !== fields.categoryId || fields.values)",
        "before?.state === 'published' && before.categoryId !== fields.categoryId",
      ],
    ],
    test: described,
    says: 'goods on sale lose none that their category asks for',
  },
  {
    name: 'choices whose names hold what parts them go out as others',
    file: 'platform/src/sheets/attribute-choices.ts',
    edits: [['.find((text) => means(text, wanted))', '.find(Boolean)']],
    test: described,
    says: 'come in again as nothing new',
  },
  {
    name: 'a change of many is made after what it looked at was forgotten',
    file: 'platform/src/sheets/edits.service.ts',
    edits: [["      if (!before.rows_kept) throw new Fault('sheets.edit_forgotten')\n", '']],
    test: edits,
    says: 'can be made or undone for 30 days',
  },
  {
    name: 'goods on sale leave the stores by who may not publish',
    file: 'platform/src/catalog/product-edits.service.ts',
    edits: [
      [
        "  p.state === 'published' && isField(after) &&",
        "  p.state === 'published' && isField(after) && !('cloudOnly' in after) &&",
      ],
    ],
    test: edits,
    says: 'of being sold online alone',
  },
  {
    name: 'an undo takes back what somebody has set since',
    file: 'platform/src/sheets/edit-work.service.ts',
    edits: [['products.filter((p) => sameValue(nowOf(p, at), kept.get(p.id)!.after!))', 'products']],
    test: edits,
    says: 'what was edited since stays and is named',
  },
  {
    name: 'a change of many cuts prices beyond its person’s limit',
    file: 'platform/src/catalog/product-edits.service.ts',
    edits: [
      [
        'return edit.price ? this.withPrices(looked) : this.withAttributes(looked)',
        'return this.withAttributes(looked)',
      ],
    ],
    test: edits,
    says: 'what a form would refuse stays',
  },
  {
    name: 'a change of many publishes for who may not',
    file: 'platform/src/catalog/product-edits.service.ts',
    edits: [['  return denied(move) ?? unready(p, after.state)', '  return unready(p, after.state)']],
    test: edits,
    says: 'each with its own permission',
  },
  {
    name: 'a sheet sets prices beyond what its person may cut',
    file: 'platform/src/pricing/bulk-prices.service.ts',
    edits: [
      [
        "        mustStayWithin('priceCut', 'Price:update', storeId, cutOf(sku.listPrice, price), percentText)\n",
        '',
      ],
    ],
    test: stores,
    says: 'meet each row as the price list would',
  },
  {
    name: 'a sheet corrects stock beyond its person’s limit',
    file: 'platform/src/inventory/bulk-stock.service.ts',
    edits: [
      [
        "        if (kind !== 'receipt') mustStayWithin('stockCorrection', 'Stock:adjust', storeId, units, String)\n",
        '',
      ],
    ],
    test: stores,
    says: 'what is held stays, limits, reach',
  },
  {
    name: 'a document is booked as often as its sheet comes',
    file: 'platform/src/sheets/stock-judge.ts',
    edits: [['if (before || quantity === 0) return []', 'if (quantity === 0) return []']],
    test: stores,
    says: 'once a document, however often',
  },
  {
    name: 'a sheet writes fields of stores that are HQ’s',
    file: 'platform/src/org/bulk-stores.service.ts',
    edits: [
      [
        "await attempt(refused, field, () => mustWrite('Store', { storeId: id }, { [field]: value }))",
        'void [field, value]',
      ],
    ],
    test: stores,
    says: 'meet each row as the form would: reach, fields',
  },
  {
    name: 'an import runs on in the rights of somebody who was dismissed',
    file: 'platform/src/people/grants.repo.ts',
    edits: [
      [
        "r on r.tenant_id = $1 and r.id = g.role_id\n        where p.tenant_id = $1 and p.id = $2 and p.status = 'active'`,\n      [tenantId(), personId],",
        'r on r.tenant_id = $1 and r.id = g.role_id\n        where p.tenant_id = $1 and p.id = $2`,\n      [tenantId(), personId],',
      ],
    ],
    test,
    says: 'runs in the rights of its person',
  },
  {
    name: 'a chunk is written apart from its place in the sheet',
    file: work,
    edits: [['return await transaction(() => this.step(id))', 'return await this.step(id)']],
    test,
    says: 'a worker that dies in the middle',
  },
  {
    name: 'a stopped import goes on',
    file: work,
    edits: [
      ["!['reading', 'running'].includes(found.state)", 'false'],
      ["if (at?.state !== 'reading' && at?.state !== 'running') return false", 'if (!at) return false'],
    ],
    test,
    says: 'stops after a chunk',
  },
  {
    name: 'a cut beyond a limit comes in by a sheet',
    file: 'platform/src/sheets/product-judge.ts',
    edits: [['    if (!refused.size) return', '    if (refused.size >= 0) return']],
    test,
    says: 'runs in the rights of its person',
  },
  {
    name: 'rows that change nothing are written',
    file: 'platform/src/sheets/product-judge.ts',
    edits: [['    if (before && !changes.length) continue\n', '']],
    test,
    says: 'goods with 37 bad rows',
  },
  {
    name: 'goods of one store go out with everybody’s sheet',
    file: 'platform/src/catalog/bulk-products.repo.ts',
    edits: [["narrowed(filter, values).join(' and ')", "narrowed(filter, values).slice(1).join(' and ')"]],
    test,
    says: 'what its reader may see',
  },
  {
    name: 'a ZIP bomb is unpacked',
    file: 'platform/src/sheets/unzip.ts',
    edits: [['(entry.uncompressedSize > SUSPECT_BYTES && tight > RATIO_MAX)', 'tight < 0']],
    test: files,
    says: 'that unpacks to far more',
  },
  {
    name: 'a ZIP lies about its size',
    file: 'platform/src/sheets/unzip.ts',
    edits: [['validateEntrySizes: true', 'validateEntrySizes: false']],
    test: files,
    says: 'that unpacks to far more',
  },
  {
    name: 'entities of a sheet are let in',
    file: 'platform/src/sheets/read-xlsx.ts',
    edits: [["  parser.on('doctype', () => {\n    throw broken()\n  })\n", '']],
    test: files,
    says: 'declares entities',
  },
  {
    name: 'a cell goes out as a formula',
    file: 'platform/src/sheets/write-sheet.ts',
    edits: [
      [
        "typeof cell === 'string' ? cellOf(cell) : retyped(cell.typed)",
        "typeof cell === 'string' ? cell : cell.typed",
      ],
    ],
    test: files,
    says: 'comes back from csv',
  },
]
