export default { menu: { home: 'Overview' }, home: { hello: 'Hello {name}.' } }
