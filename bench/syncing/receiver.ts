import { createServer } from 'node:http'

/** A far side that keeps up: it takes every batch, counts its records and says yes. Asked for, it tells the count. */
let records = 0
const mark = Buffer.from('{"key":')

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) records++
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
process.on('message', () => {
  process.send!(records)
  records = 0
})
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port))
