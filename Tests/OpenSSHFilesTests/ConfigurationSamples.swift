extension ConfigurationSample {
    /// What `ssh` takes; keywords that decide how a PC is reached, and everything odd about the format.
    static let all = values + blocks + names + ways

    private static let values = [
        ConfigurationSample("nothing", ""),
        ConfigurationSample("nothing but comments", "# Host pc07\n   # Port 1\n\n\t\n"),
        ConfigurationSample("port", "Port 2222\n"),
        ConfigurationSample("first port wins", "Port 2222\nPort 2223\nHost *\nPort 2224\n"),
        ConfigurationSample("port of the command line", "Port 2222\n", port: 2200),
        ConfigurationSample("user", "User proctor\n"),
        ConfigurationSample("user of the command line", "User proctor\n", user: "tech"),
        ConfigurationSample(
            "case of keywords",
            "hOsT PC07 pc07\nPORT 2222\nuser Tech\nHOSTNAME Lab.Example\n"
        ),
        ConfigurationSample("CRLF", "Host pc07\r\n  Port 2222\r\n  User tech\r\n  IdentityFile /k/a\r\n"),
        ConfigurationSample("form feed at the end", "Port 2222 \u{0C}\n"),
        ConfigurationSample("no line break at the end", "Host pc07\n  Port 2222"),
        ConfigurationSample("equals", "Port=2222\nUser = tech\nHostName= lab\nIdentityFile =/k/a\n"),
        ConfigurationSample("quotes", "User \"te ch\"\nIdentityFile '/k/a b'\nHostKeyAlias \"A\"\n"),
        ConfigurationSample("quotes inside", "IdentityFile /k/\"a b\"/c\nUser te\"\"ch\n"),
        ConfigurationSample(
            "backslashes",
            "IdentityFile /k/a\\ b\nIdentityFile \"/k/\\\"c\\\"\"\nUser d\\\\u\n"
        ),
        ConfigurationSample("odd backslashes", "User dom\\user\nIdentityFile \"/k/a\\ b\"\n"),
        ConfigurationSample(
            "comment behind a value",
            "Port 2222 # the usual\nUser tech#1\nHostName lab #x\n"
        ),
        ConfigurationSample("quoted keyword", "\"Port\" 2222\n"),
        ConfigurationSample("tabs", "\tHost\t\tpc07\t\n\t\tPort\t2222\t\n"),
        ConfigurationSample(
            "identity files accumulate",
            "IdentityFile ~/a\nHost *\nIdentityFile /k/%h\nIdentityFile ~/a\n"
        ),
        ConfigurationSample("identity file none", "IdentityFile none\n"),
        ConfigurationSample("identity file none and one", "IdentityFile /k/a\nIdentityFile none\n"),
        ConfigurationSample("obsolete spelling", "IdentityFile2 /k/a\n"),
        ConfigurationSample("identities only", "IdentitiesOnly yes\n"),
        ConfigurationSample("identities only false", "IdentitiesOnly False\nIdentitiesOnly yes\n"),
        ConfigurationSample("agent path", "IdentityAgent ~/agents/%r-%h-%p.sock\nUser tech\nHostName lab\n"),
        ConfigurationSample("agent none", "IdentityAgent none\n"),
        ConfigurationSample("agent SSH_AUTH_SOCK", "IdentityAgent SSH_AUTH_SOCK\n"),
        ConfigurationSample("agent variable", "IdentityAgent $HOME\n"),
        ConfigurationSample("agent braces", "IdentityAgent ${HOME}/x\n"),
        ConfigurationSample(
            "known hosts",
            "UserKnownHostsFile ~/a /b/%h \"/c d\"\nGlobalKnownHostsFile /e /f\n"
        ),
        ConfigurationSample("known hosts none", "UserKnownHostsFile none\nGlobalKnownHostsFile NONE\n"),
        ConfigurationSample(
            "known hosts environment",
            "UserKnownHostsFile ${HOME}/x /y/%k-%n-%u-%i-%l-%L-%d-%%\n"
        ),
        ConfigurationSample("first known hosts win", "UserKnownHostsFile /a\nUserKnownHostsFile /b\n"),
        ConfigurationSample("key alias", "HostKeyAlias Lab-PC07\n"),
        ConfigurationSample("key alias as a token", "HostKeyAlias Lab\nUserKnownHostsFile /%k\n"),
        ConfigurationSample("connect timeout", "ConnectTimeout 1m30s\n"),
        ConfigurationSample("connect timeout of all units", "ConnectTimeout 1w2D3h4M5\n"),
        ConfigurationSample("connect timeout none leaves room", "ConnectTimeout none\nConnectTimeout 7\n"),
        ConfigurationSample("alive interval", "ServerAliveInterval 2m\nServerAliveInterval 5\n"),
        ConfigurationSample("alive interval zero", "ServerAliveInterval 0\nServerAliveInterval 5\n"),
        ConfigurationSample("address family", "AddressFamily INET6\n"),
        ConfigurationSample("address family any", "AddressFamily any\nAddressFamily inet\n"),
        ConfigurationSample("strict", "StrictHostKeyChecking yes\n"),
        ConfigurationSample("not strict", "StrictHostKeyChecking off\n"),
        ConfigurationSample("accept new", "StrictHostKeyChecking Accept-New\n"),
        ConfigurationSample(
            "keywords that make no difference",
            "SendEnv LANG LC_*\nForwardAgent yes\nLocalForward 80 a:80\nCiphers aes128-ctr\nPort 2222\n"
        ),
        ConfigurationSample("ignore unknown", "IgnoreUnknown Foo*,bar\nFooBar 1 2\nBAR x\nPort 2222\n"),
    ]

    private static let blocks = [
        ConfigurationSample("host block", "Host pc07\nPort 2222\nHost pc08\nPort 2223\nUser other\n"),
        ConfigurationSample(
            "host wildcards",
            "Host pc0?\nPort 2222\nHost p*7\nUser tech\nHost *x*\nPort 1\n"
        ),
        ConfigurationSample("several patterns", "Host a b pc07 c\nPort 2222\n"),
        ConfigurationSample("negation", "Host pc* !pc07\nPort 2222\nHost * !pc08\nUser tech\n"),
        ConfigurationSample("negation first", "Host !pc07 *\nPort 2222\n"),
        ConfigurationSample("negation alone", "Host !pc08\nPort 2222\n"),
        ConfigurationSample("a comma is no separator", "Host pc07,pc08\nPort 2222\n"),
        ConfigurationSample("case of hosts", "Host PC07\nPort 2222\n", host: "pc07"),
        ConfigurationSample(
            "case of the name asked",
            "Host PC07\nPort 2222\nHost pc07\nUser x\n",
            host: "PC07"
        ),
        ConfigurationSample("defaults at the top", "User all\nHost pc07\nUser tech\nPort 2222\n"),
        ConfigurationSample(
            "defaults in a block at the bottom",
            "Host pc07\nPort 2222\nHost *\nPort 22\nUser all\n"
        ),
        ConfigurationSample(
            "defaults in a block at the top",
            "Host *\nUser all\nHost pc07\nUser tech\nPort 9\n"
        ),
        ConfigurationSample("comment behind patterns", "Host pc07 # !pc07\nPort 2222\n"),
        ConfigurationSample("quoted patterns", "Host \"pc07\" 'x y'\nPort 2222\n"),
        ConfigurationSample("match all", "Host x\nPort 1\nMatch all\nPort 2222\n"),
        ConfigurationSample("match not all", "Match !all\nPort 1\n"),
        ConfigurationSample("match host", "Match host a,PC0*,!pc08\nPort 2222\n"),
        ConfigurationSample(
            "match host sees HostName",
            "Host pc07\nHostName lab.example\nMatch host lab.*\nPort 2222\n"
        ),
        ConfigurationSample("match host expands", "HostName %h.lab\nMatch host pc07.lab\nPort 2222\n"),
        ConfigurationSample(
            "match originalhost",
            "HostName lab\nMatch originalhost pc07\nPort 2222\nMatch host pc07\nUser x\n"
        ),
        ConfigurationSample("match user of the command line", "Match user tech\nPort 2222\n", user: "tech"),
        ConfigurationSample("match user of the file", "User tech\nMatch user t*,!test\nPort 2222\n"),
        ConfigurationSample("match user comes too early", "Match user tech\nPort 2222\nHost *\nUser tech\n"),
        ConfigurationSample("match local user", "Match localuser *\nPort 2222\nMatch localuser !*\nUser x\n"),
        ConfigurationSample(
            "match negated",
            "Match !host pc08 !user x\nPort 2222\nMatch !host pc07\nUser x\n"
        ),
        ConfigurationSample("match both", "Match host pc07 user tech\nPort 2222\n", user: "other"),
        ConfigurationSample("match with equals", "Match host=pc07 user=\"tech\"\nPort 2222\n", user: "tech"),
        ConfigurationSample("match with a comment", "Match host pc07 # user x\nPort 2222\n"),
        ConfigurationSample("match one and all", "Match host pc08 all\nPort 2222\n"),
        ConfigurationSample("match case", "MATCH HOST PC07\nPort 2222\n"),
        ConfigurationSample("match final", "Match final\nPort 2222\nHost *\nPort 2223\nUser x\n"),
        ConfigurationSample("match final alone", "Match final\nPort 2222\nUser tech\n"),
        ConfigurationSample(
            "match final host",
            "HostName Lab.Example\nMatch final host lab.example\nPort 2222\n"
        ),
        ConfigurationSample(
            "host sees the name in the second pass",
            "Host pc07\nHostName lab\nHost lab\nPort 2222\nMatch final\nUser x\n"
        ),
        ConfigurationSample(
            "no second change of name",
            "Host pc07\nHostName lab\nHost lab\nHostName other\nMatch final all\nUser x\n"
        ),
        ConfigurationSample("match canonical", "Match canonical\nPort 2222\n"),
        ConfigurationSample("match not final", "Match !final\nPort 2222\nMatch final\nPort 2223\n"),
        ConfigurationSample(
            "identity files of two passes",
            "IdentityFile /a\nMatch final\nIdentityFile /b\n"
        ),
        ConfigurationSample(
            "include",
            "Include @folder/more\nPort 2222\n",
            files: ["more": "Port 2223\nHost pc08\nUser x\n"]
        ),
        ConfigurationSample(
            "include does not end the block",
            "Host pc07\nInclude @folder/more\nPort 2222\n",
            files: ["more": "Host pc08\nUser x\n"]
        ),
        ConfigurationSample(
            "include in a block that does not hold",
            "Host pc08\nInclude @folder/more\nHost *\nPort 2222\n",
            files: ["more": "User x\nHost pc07\nUser y\nMatch all\nPort 1\n"]
        ),
        ConfigurationSample(
            "include with a pattern",
            "Include @folder/*.conf @folder/none\n",
            files: ["b.conf": "Port 2\nUser b\n", "a.conf": "Host pc07\nPort 1\n", "c.txt": "Port 3\n"]
        ),
        ConfigurationSample(
            "include in an include",
            "Include @folder/a\n",
            files: ["a": "Host pc07\nInclude @folder/b\nPort 1\n", "b": "User deep\nHost x\n"]
        ),
        ConfigurationSample(
            "include in a match that is final",
            "Include @folder/a\n",
            files: ["a": "Match final\nPort 2222\n"]
        ),
        ConfigurationSample(
            "include of nothing",
            "Include @folder/absent nothing-of-the-kind-*\nPort 2222\n"
        ),
    ]

    private static let names = [
        ConfigurationSample("host name", "Host pc07\nHostName 192.0.2.7\n"),
        ConfigurationSample("host name with %h", "HostName %h.Lab.example\n", host: "PC07"),
        ConfigurationSample("host name with %%", "HostName fe80::1%%lo\n"),
        ConfigurationSample("IPv6 spelt otherwise", "HostName 2001:DB8:0:0::0001\n"),
        ConfigurationSample("IPv6 asked", "Host 2001:db8::*\nPort 2222\n", host: "2001:db8::7"),
        ConfigurationSample("name in capitals", "User %h\n", host: "PC07.Example"),
        ConfigurationSample(
            "all tokens",
            "HostName lab\nPort 2222\nUser tech\nUserKnownHostsFile /%h-%n-%p-%r-%k\n"
        ),
        ConfigurationSample("tokens of the second pass", "Match final\nPort 9\nUserKnownHostsFile /%h-%p\n"),
    ]

    private static let ways = [
        ConfigurationSample("jump", "ProxyJump bastion\n"),
        ConfigurationSample("jump with all", "ProxyJump admin@bastion:2200\n"),
        ConfigurationSample("chain", "ProxyJump a,tech@b:22,c.example:2200\n"),
        ConfigurationSample("jump to addresses", "ProxyJump 192.0.2.1\n"),
        ConfigurationSample("jump to IPv6", "ProxyJump x@[2001:db8::1]:2200\n"),
        ConfigurationSample("jump URI", "ProxyJump ssh://admin@bastion:2200\n"),
        ConfigurationSample("jump none", "ProxyJump none\nProxyJump bastion\n"),
        ConfigurationSample("jump None", "Host pc07\nProxyJump None\nHost *\nProxyCommand x %h\n"),
        ConfigurationSample("jump with a comment", "ProxyJump bastion # the school's\n"),
        ConfigurationSample("jump with equals", "ProxyJump=bastion\n"),
        ConfigurationSample("command", "ProxyCommand nc -x 'a b' %h %p # not a comment\n"),
        ConfigurationSample("command first", "ProxyCommand nc %h %p\nProxyJump bastion\n"),
        ConfigurationSample("jump before command", "ProxyJump bastion\nProxyCommand nc %h %p\n"),
        ConfigurationSample("command none first", "ProxyCommand none\nProxyJump bastion\n"),
        ConfigurationSample("none of a block", "Host pc07\nProxyJump none\nHost *\nProxyJump bastion\n"),
        ConfigurationSample(
            "bastion without itself",
            "Host * !bastion\nProxyJump bastion\n",
            host: "bastion"
        ),
    ]

    /// What `ssh` refuses, with every wrong line.
    static let refused = [
        ConfigurationSample(
            "values",
            "Port 0\nPort x\nPort 70000\nIdentitiesOnly maybe\n",
            refused: [1, 2, 3, 4]
        ),
        ConfigurationSample(
            "wrong in a block that does not hold",
            "Host pc08\nAddressFamily ipv4\nConnectTimeout 5x\nServerAliveInterval -1\n",
            refused: [2, 3, 4]
        ),
        ConfigurationSample("no value", "Port\nUser   \nHostName \"\"\nHost\n", refused: [1, 2, 3, 4]),
        ConfigurationSample("two values", "Port 1 2\nUser a b\n", refused: [1, 2]),
        ConfigurationSample("open quotes", "User \"a\nHost 'pc07\n", refused: [1, 2]),
        ConfigurationSample(
            "match",
            "Match\nMatch host\nMatch colour red\nMatch all host x\n",
            refused: [1, 2, 3, 4]
        ),
        ConfigurationSample("match two and all", "Match host a user b all\n", refused: [1]),
        ConfigurationSample(
            "jump",
            "ProxyJump @b\nProxyJump a:b:c\nProxyJump a:99999\nProxyJump a,,b\n",
            refused: [1, 2, 3, 4]
        ),
        ConfigurationSample(
            "known hosts",
            "UserKnownHostsFile none /b\nUserKnownHostsFile /a none\n",
            refused: [1, 2]
        ),
        ConfigurationSample("token of a host name", "HostName %p.lab\n", refused: [1]),
        ConfigurationSample("token of a file", "User x\nUserKnownHostsFile /%q\n", refused: [2]),
        ConfigurationSample("variable", "IdentityAgent ${SIAGA_TEST_IS_NOT_SET}\n", refused: [1]),
        ConfigurationSample("strict", "StrictHostKeyChecking perhaps\n", refused: [1]),
    ]
}
