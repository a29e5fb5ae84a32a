import { build, type Plugin } from 'vite'

const mark = /<script data-inline src="\/(?<file>[^"]+)"><\/script>/

/**
 * Bundles the script that index.html marks with `data-inline` into the document, so that it runs before anything else is
 * fetched. The gateway allows it in its policy by the hash of its text.
 */
export function inlineScript(): Plugin {
  return {
    name: 'inline-script',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const file = mark.exec(html)?.groups?.['file']
        if (!file) throw new Error('index.html marks no script with data-inline.')
        const code = await bundle(file)
        return html.replace(mark, () => `<script>${code}</script>`)
      },
    },
  }
}

async function bundle(file: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    publicDir: false,
    build: {
      write: false,
      minify: true,
      lib: { entry: file, formats: ['iife'], name: 'start' },
      target: 'es2023',
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  const chunk = outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .find((one) => one.type === 'chunk')
  if (chunk?.type !== 'chunk') throw new Error(`${file} made no script.`)
  return chunk.code.trim().replaceAll('</script', '<\\/script')
}
