export default { menu: { home: '收银' }, home: { hello: '{name}，您好。' } }
