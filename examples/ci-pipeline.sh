#!/usr/bin/env bash
# Tables for the tests of a pipeline: in an emulator, unless the environment names an endpoint, such as one that runs already.
set -euo pipefail
cd "$(dirname "$0")/ci-pipeline"
if [ -z "${AWS_ENDPOINT_URL_DYNAMODB:-}" ]; then
  exec npx dynatwin emulator --exec "bash ../ci-pipeline.sh"
fi
trap 'npx dynatwin delete --yes --if-exists' EXIT

npx dynatwin ensure # the models and more are in dynatwin.config.json
npx dynatwin verify
npx mocha mocha.test.mjs
npx vitest run vitest.test.mjs
node --test node.test.mjs
