export default {
  sheets: {
    title: 'Import / export',
    bring: 'Import a sheet…',
    xlsx: 'Export as Excel (XLSX)',
    csv: 'Export as CSV',
    busy: 'Exporting…',
    edits: 'Bulk edits',
    editPicked: 'Edit {count}',
    editAll: 'Edit all that match…',
    picked: '{count} products',
    matching: 'All products that match the filter',
    name: { products: 'Products', prices: 'Store prices', stores: 'Stores', stock: 'Stock count' },
  },
}
