export default { menu: { home: 'Till' }, home: { hello: 'Hello {name}.' } }
