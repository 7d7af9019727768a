// Validates OpenAPI documents with swagger-parser: the schema of OpenAPI, and
// what the schema cannot say, such as references that lead nowhere.
import SwaggerParser from "@apidevtools/swagger-parser";

let failed = 0;
for (const file of process.argv.slice(2)) {
  try {
    await SwaggerParser.validate(file);
    console.log(`${file}: valid`);
  } catch (error) {
    failed++;
    console.log(`${file}: ${error.message}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
