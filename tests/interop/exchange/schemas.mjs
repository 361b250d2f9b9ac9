// SPDX-License-Identifier: GPL-3.0-or-later
// The answer and event types of @nktkas/hyperliquid as JSON Schema, checked with ajv. Unknown
// properties are errors: what we send, the types name.
import { Ajv } from "ajv";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createGenerator } from "ts-json-schema-generator";

const Sources = resolve("node_modules/@nktkas/hyperliquid/src/api");

// The file of a method exports one type that is named after it.
function exportsOf(folder, suffix) {
  return readdirSync(join(Sources, folder, "_methods"))
    .filter((file) => /^[a-z]\w*\.ts$/.test(file))
    .map((file) => {
      const name = file.slice(0, -3);
      const type = name[0].toUpperCase() + name.slice(1) + suffix;
      return { type, path: join(Sources, folder, "_methods", file) };
    });
}

export function loadValidators(entry, wanted) {
  const types = [...exportsOf("info", "Response"), ...exportsOf("subscription", "Event")].filter(
    ({ type }) => wanted.includes(type),
  );
  const missing = wanted.filter((type) => !types.some((known) => known.type === type));
  if (missing.length > 0) throw new Error(`the package has no type ${missing.join(", ")}`);
  writeFileSync(
    entry,
    types.map(({ type, path }) => `export type { ${type} } from "${path}";`).join("\n") + "\n",
  );
  const generator = createGenerator({
    path: entry,
    tsconfig: "tsconfig.json",
    skipTypeCheck: true,
    topRef: false,
  });
  const ajv = new Ajv({ strict: false });
  const validators = new Map(
    wanted.map((type) => [type, ajv.compile(generator.createSchema(type))]),
  );
  return {
    // Throws with the first thing that is wrong.
    check(type, value) {
      const validate = validators.get(type);
      if (!validate) throw new Error(`no schema of ${type}`);
      if (!validate(value)) {
        const error = validate.errors.at(-1);
        throw new Error(
          `${type}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)} in ` +
            JSON.stringify(value).slice(0, 400),
        );
      }
    },
  };
}
