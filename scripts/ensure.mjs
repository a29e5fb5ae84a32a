// Runs on any Node from 20 on, before anything is installed: plain JavaScript, no packages.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
const isWindows = process.platform === 'win32'
const script = process.argv[2] ?? ''
if (script === '') fail('Say which npm script to run, for example: node scripts/ensure.mjs start:all')

ensurePackages()
ensureNode()
const chromium = script === 'test:all' ? ensureChromium() : undefined
if (script === 'test:all') ensureRedis()
run(script, {
  ...process.env,
  PATH: `${bin}${delimiter}${outerPath()}`,
  ...(chromium && { CHROMIUM: chromium }),
})

function ensurePackages() {
  const lock = join(root, 'package-lock.json')
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  const stamp = join(root, 'node_modules', '.installed-lock')
  const npmsOwn = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(stamp)) {
    if (readFileSync(stamp, 'utf8') === hash) return
  } else if (existsSync(npmsOwn) && statSync(npmsOwn).mtimeMs >= statSync(lock).mtimeMs) {
    // Somebody has run `npm ci` by hand.
    writeFileSync(stamp, hash)
    return
  }
  say('Installing the packages of the lock file (npm ci) …')
  // Not with the Node of node_modules, which is about to be replaced.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: isWindows,
    env: { ...process.env, PATH: outerPath() },
  })
  if (status !== 0) fail('npm ci failed; its message is above.')
  writeFileSync(stamp, hash)
}

/** Node 24 comes with the packages where there is one for the platform; elsewhere the system's has to do. */
function ensureNode() {
  const found = spawnSync('node', ['--version'], {
    encoding: 'utf8',
    shell: isWindows,
    env: { ...process.env, PATH: `${bin}${delimiter}${outerPath()}` },
  }).stdout.trim()
  const [major = 0, minor = 0] = found.replace('v', '').split('.').map(Number)
  if (major >= 26 || (major === 24 && minor >= 15) || (major === 22 && minor >= 22)) return
  fail(
    `Node ${found} is too old, and there is no packaged Node for ${process.platform} ${process.arch}. Install Node 24.`,
  )
}

/** The path of a Chromium; undefined where Playwright has one of its own. */
function ensureChromium() {
  if (process.env.CHROMIUM) {
    if (!existsSync(process.env.CHROMIUM))
      fail(`CHROMIUM: found "${process.env.CHROMIUM}", expected the path of a Chromium.`)
    return process.env.CHROMIUM
  }
  // The shell is Chromium without its windows: the tests take about three quarters of the time.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]
  const present = firstOnPath(names)
  if (present !== undefined) return present
  if (installs('chromium-headless-shell', 'Chromium') || installs('chromium', 'Chromium')) {
    const chromium = firstOnPath(names)
    if (chromium !== undefined) return chromium
  }
  say('Installing the Chromium of Playwright, for the tests …')
  if (!runs(['npx', 'playwright', 'install', 'chromium']))
    fail('There is no Chromium. Install one, or name it in CHROMIUM.')
  return undefined
}

/** Without a Redis server its tests are skipped, and say so; in CI they fail. */
function ensureRedis() {
  if (firstOnPath(['redis-server']) === undefined && !installs('redis-server', 'a Redis server'))
    say('There is no Redis server: the tests of the rate limit that gateways share will be skipped.')
}

/** Whether the Debian package could be installed; false where there is no apt-get or nobody who may. */
function installs(debianPackage, what) {
  if (firstOnPath(['apt-get']) === undefined) return false
  const isRoot = process.getuid?.() === 0
  if (!isRoot && firstOnPath(['sudo']) === undefined) return false
  const aptGet = isRoot ? ['apt-get'] : ['sudo', 'apt-get']
  say(`Installing ${what} with apt-get, for the tests …`)
  const installed =
    runs([...aptGet, 'update']) &&
    runs([...aptGet, 'install', '-y', '--no-install-recommends', debianPackage])
  if (!installed) say(`apt-get could not install ${what}.`)
  return installed
}

/**
 * Runs the script in a process group of its own. A signal goes to the whole group, since npm and its shell would keep it
 * to themselves, and this process ends only after all of them.
 */
function run(name, env) {
  const child = spawn('npm', ['run', name], {
    cwd: root,
    stdio: 'inherit',
    shell: isWindows,
    env,
    detached: !isWindows,
  })
  const tell = (signal) => {
    try {
      process.kill(isWindows ? child.pid : -child.pid, signal)
      return true
    } catch {
      return false
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tell(signal))
  // The shell that npm puts between dies of a SIGTERM without a word.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    tell('SIGTERM')
  }, 500)
  child.on('error', (error) => fail(`npm could not be started: ${error.message}`))
  child.on('exit', (code) => {
    clearInterval(watch)
    const leave = () => (!isWindows && tell(0) ? setTimeout(leave, 50) : process.exit(code ?? 1))
    leave()
  })
}

function outerPath() {
  const directories = (process.env.PATH ?? '').split(delimiter)
  return directories.filter((directory) => resolve(directory) !== resolve(bin)).join(delimiter)
}

function firstOnPath(names) {
  const candidates = names.flatMap((name) =>
    outerPath()
      .split(delimiter)
      .map((directory) => join(directory, name)),
  )
  return candidates.find((candidate) => {
    try {
      accessSync(candidate, constants.X_OK)
      return statSync(candidate).isFile()
    } catch {
      return false
    }
  })
}

function runs([command, ...given]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, given, { cwd: root, stdio: 'inherit', shell: isWindows, env }).status === 0
}

function say(text) {
  console.log(`\n${text}`)
}

function fail(text) {
  console.error(`\n${text}`)
  process.exit(1)
}
