declare global {
  // Left there by server/main.ts, so that pages rendered on the server reach the API in process.
  var trilogueApi: ((request: Request) => Promise<Response>) | undefined;
}

export {};
