export default { menu: { home: '订单' }, home: { hello: '{name}，您好。' } }
