/** What Bun itself can do: the same bytes to everyone. `bun serve-bare.ts <file>`. Prints its port. */
const bytes = await Bun.file(process.argv[2] ?? '').bytes()
const server = Bun.serve({
  port: 0,
  fetch: () => new Response(bytes, { headers: { 'content-type': 'application/json' } }),
})
console.log(JSON.stringify({ port: server.port }))
