import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Writes the `config.json` under which the console talks to the sandbox, every setting in it. Gives its path. */
export function writeConsoleConfig(dataDir: string, issuer: string, hubUrl: string): string {
  const config = {
    oidc: {
      authority: issuer,
      client_id: 'jobs-console',
      scope: 'openid profile offline_access',
      metadata: null,
      signingKeys: null,
      audience: null,
      tokenStorage: 'session',
    },
    contentHub: {
      url: '',
      portalUrl: hubUrl,
      cultures: ['en-US', 'nl-NL'],
      headers: {},
      jobPath: 'v2',
      takeMax: 100,
      callsPerSecond: 10,
      retryAfterDefaultSeconds: 30,
      pollSeconds: 20,
      properties: {
        jobType: 'Job.Type',
        jobState: 'Job.State',
        jobCondition: 'Job.Condition',
        targetCount: 'Job.TargetCount',
        targetsCompleted: 'Job.TargetsCompleted',
        targetState: 'Target.State',
        targetCondition: 'Target.Condition',
        targetLocation: 'Target.Location',
        targetMessage: 'Target.StateDescription',
        targetStartedOn: 'Target.StartedOn',
        targetCompletedOn: 'Target.CompletedOn',
        targetData: 'Target.Data',
        targetRetryCount: 'Target.RetryCount',
        configuration: 'Job.Configuration',
      },
      options: { state: [], condition: [], type: [] },
      jsonSchemas: {
        'Target.Data': {
          type: 'object',
          properties: {
            asset: { type: ['integer', 'null'] },
            file: {
              type: 'object',
              required: ['type', 'href'],
              properties: {
                type: { enum: ['Web', 'File'] },
                href: { type: 'string' },
                bytes: { type: 'integer', minimum: 0 },
              },
            },
            operations: { type: 'array', items: { type: 'object', required: ['property'] } },
          },
        },
        'Job.Configuration': { type: 'object' },
      },
      retry: {
        strategy: 'patch',
        properties: {
          'Target.State': { identifier: 'Pending' },
          'Target.Condition': { identifier: 'Pending' },
        },
      },
      entityByIdentifier: true,
      descriptionPatch: false,
      bulkCreateMax: 100,
    },
    bigChange: { url: '/bigchange' },
    actionsByClaim: null,
  }
  mkdirSync(dataDir, { recursive: true })
  const file = resolve(join(dataDir, 'config.json'))
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`)
  return file
}
