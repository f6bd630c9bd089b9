/**
 * How much the node takes before it says so and stops: each bound with its reason. A server, or an expression, that goes
 * beyond one gets a sentence of its own (`errors/errorKinds.ts`, or the hint about an incomplete list). Mutable, so that
 * a test can reach a bound without reading for minutes.
 */
export const LIMITS = {
	/** Characters of a Base URL that are looked at: the longest address that servers and proxies are sure to take. */
	maxBaseUrl: 2000,
	/**
	 * Characters of everything that the server says in one message. A sentence or a list of validation messages is shorter;
	 * what is longer is a web page or a stack trace, which n8n would store with every execution.
	 */
	maxServerText: 2000,
	/** Characters of one sentence among them, so that the others, which may name the parameter, still fit. */
	maxServerSentence: 500,
	/** Milliseconds: the longest wait before the next poll that n8n is asked for, so that no server can stop a trigger. */
	maxRetryAfterMs: 24 * 60 * 60_000,
	/**
	 * Bytes of one answer in JSON, unpacked. 10,000 companies take some 8 MB; what is larger fills the memory of n8n, which
	 * every other workflow shares.
	 */
	maxAnswerBytes: 64 * 1024 * 1024,
	/** Characters of a token. Servers accept no more for all headers together, so they would refuse a longer one. */
	maxTokenLength: 16 * 1024,
	/**
	 * Milliseconds from a request to the end of its answer in JSON. A server that keeps sending slowly never
	 * meets the idle timeout. A file that has begun has only the idle timeout: how long it takes depends on its size.
	 */
	maxAnswerMs: 5 * 60_000,
	/**
	 * Companies of one list, whatever total it states. Twice the largest tenant known; otherwise a server that makes up new
	 * companies for every page would fill the memory of n8n.
	 */
	maxRows: 200_000,
	/** Pages in a row that bring no new company. A list that moves or has ties repeats some, but hardly a page of them. */
	maxPagesWithoutNew: 10,
	/** Characters of a date. Every form is shorter; a longer text is not read as a date. */
	maxDateLength: 40,
	/** Names or IDs in one filter, each counted once. No list of the API is nearly as long. */
	maxNamesInFilter: 1000,
	/** Parts of one name with commas in it. The longest one that is known has two. */
	maxPartsOfName: 8,
	/** Names in Selected Fields. There are some 60 fields. */
	maxFields: 200,
	/** Rows of Conditions: each is checked for every company, and Keepnet may have to be asked about each one separately. */
	maxConditionRows: 100,
	/** Characters of a text that a parameter gives. No name is nearly as long. */
	maxText: 100_000,
	/**
	 * Characters of a parameter's value that a message quotes: enough to recognize it. n8n stores the message with every
	 * execution.
	 */
	maxQuotedValue: 200,
	/** Characters of a company ID. Those of the API have some 30; what is much longer does not fit into an address. */
	maxCompanyIdLength: 200,
	/** Characters of a header that are searched for a file name. A name that fits into a file system ends long before. */
	maxNameHeader: 8192,
	/**
	 * Bytes in which a file has to show what it is. A header has some hundred; some servers send white space before it while
	 * they work.
	 */
	maxFileStart: 64 * 1024,
	/** Bytes of a file name in UTF-8, its ending included: what common file systems take. */
	maxFileNameBytes: 255,
	/**
	 * With this many companies or more, a poll that misses more than half of them is not believed at once: nobody removes
	 * that many between two polls, but a server may once answer with an empty list. With fewer, it may well be true.
	 */
	minCompaniesToDoubt: 20,
};

/** How long the client waits for what, in milliseconds. Mutable, so that tests need not wait as long. */
export const TIMING = {
	/** How long the node works at a stretch before it lets n8n do other things. */
	maxBusyMs: 20,
	/** Before the first retry of a transient error; every further wait is twice as long. */
	initialDelayMs: 250,
	/** Before the first retry after a rate limit that does not say how long to wait. */
	initialRateLimitDelayMs: 1000,
	/** The longest of these growing waits. */
	maxDelayMs: 60_000,
	/** All waits of one call together. */
	maxTotalWaitMs: 10 * 60_000,
	/** A server that sends nothing for this long is given up; the time of a whole download is not limited. */
	idleTimeoutMs: 60_000,
	/** The first byte of a page of companies may take longer: Keepnet filters, counts and sorts before it sends any. */
	firstByteOfListMs: 2 * 60_000,
	/** So may that of a file, which Keepnet makes first. Its web client waits for 100 s (contract section 4). */
	firstByteOfFileMs: 5 * 60_000,
	/** A list of the editor, in all: somebody watches it load, and many proxies end a request to n8n after a minute. */
	editorTimeoutMs: 45_000,
	/** The answer to an abandoned request may still take this long. */
	abandonedMs: 1000,
	/** A token is a short answer. This leaves time for another attempt in the shortest poll that n8n has (36 seconds). */
	tokenTimeoutMs: 15_000,
};
