/** How people ask, language by language: the one table of question words. */

/** The kind of thing a question asks for. `thing`: named by its focus word, or not told. */
export type AnswerKind =
  | 'person'
  | 'organisation'
  | 'place'
  | 'time'
  | 'duration'
  | 'number'
  | 'reason'
  | 'manner'
  | 'definition'
  | 'yesno'
  | 'thing';

type Rule = readonly [AnswerKind, RegExp];

/** A rule between word borders of any script; `\b` knows ASCII alone. */
const words = (kind: AnswerKind, alternatives: string): Rule => [
  kind,
  new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}])`, 'u'),
];
/** A rule for scripts that put no space between words. */
const inside = (kind: AnswerKind, alternatives: string): Rule => [kind, new RegExp(`(?:${alternatives})`, 'u')];
/** A rule that holds at the start of the question alone. */
const first = (kind: AnswerKind, alternatives: string): Rule => [
  kind,
  new RegExp(`^\\P{L}*(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}])`, 'u'),
];

/**
 * Tried in order on the lower-cased question; the first that matches tells the kind, so the more special stand first.
 * Latin scripts are told apart by these words too: the language whose rules match is the guess for a short question.
 */
export const questionWords: Readonly<Record<string, readonly Rule[]>> = {
  en: [
    words(
      'time',
      "when|when's|what (?:time|year|date|day|month|century|decade|era)|(?:which|what) (?:year|date|day|month|century|decade)s?|since when|how recently|how long ago",
    ),
    // Answered by words ("daily", "once a week") as well as by figures.
    words('manner', 'how (?:often|frequently)'),
    words('duration', 'how long|how many (?:years|months|weeks|days|hours|minutes|seconds|decades|centuries)|for how much time'),
    words(
      'number',
      'how (?:many|much|tall|high|deep|wide|big|large|heavy|old|far|fast|long is|hot|cold|warm|small|few|expensive)|(?:what|which) (?:percent|percentage|number|amount|fraction|proportion|share|population|price|temperature|age|length|height|weight|size|speed|rate)',
    ),
    words('person', "who|whom|whose|who's|who'd"),
    words(
      'reason',
      'why|how come|what (?:is|was|were|are) the (?:reason|cause)s?|(?:what|which) (?:reason|cause)s?|what (?:caused|causes|led to|made)|what for',
    ),
    words(
      'place',
      "where|where's|whereabouts|(?:which|what) (?:city|cities|country|countries|state|states|town|towns|place|places|region|continent|village|province|county|island|street|district|location)",
    ),
    words(
      'definition',
      "(?:what|who)(?:'s| is| are| was| were) (?:an? |the )?[\\p{L}\\p{N}-]+(?: [\\p{L}\\p{N}-]+)?\\P{L}*$|what does .{1,80} (?:mean|stand for)|define|definition of|meaning of",
    ),
    words('manner', 'how|in what (?:way|manner)'),
    words('thing', "what|what's|which|whats|name the"),
    first(
      'yesno',
      "is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|isn't|aren't|wasn't|doesn't|didn't",
    ),
  ],
  ru: [
    words(
      'time',
      'когда|(?:в|с|до|на|к|по) как(?:ом|ого|ой|ую|им) (?:году?|года|месяц[еа]?|день|дня|числ[оае]|век[еа]?|дат[аыу])|как(?:ого|ое) числа?|какой (?:год|день|месяц|век)|как давно',
    ),
    words('duration', 'как долго|сколько (?:времени|лет|месяцев|недель|дней|часов|минут|секунд|веков)'),
    words(
      'number',
      'сколько|скольк(?:о|их|им)|как(?:ая|ой|ов|ова|ово) (?:высота|длина|глубина|ширина|площадь|цена|температура|скорость|возраст|вес|население|численность|стоимость|процент|доля)',
    ),
    words('definition', 'что (?:такое|значит|означает|это)|кто (?:такой|такая|такие)'),
    words('person', 'кто|кого|кому|кем|ком|чей|чья|чьё|чье|чьи'),
    words('reason', 'почему|зачем|отчего|из-за чего|по какой причине'),
    words(
      'place',
      'где|куда|откуда|(?:в|на|из) как(?:ом|ой|ого|их) (?:город[еа]?|стран[аеы]?|мест[еа]?|област[иь]|остров[еа]?|район[еа]?|сел[еа]|материк[еа]?)|как(?:ая|ие) стран[аы]',
    ),
    words('manner', 'как|каким образом'),
    words('thing', 'что|чего|чему|чем|чём|как(?:ой|ая|ое|ие|ого|ому|им|ими|их|ую)|котор(?:ый|ая|ое|ые|ого|ой|ую)'),
    words('yesno', 'ли|правда ли'),
  ],
  uk: [
    words('time', 'коли|якого року|в якому році'),
    words('number', 'скільки'),
    words('person', 'хто|кого|кому|ким|чий|чия'),
    words('reason', 'чому|навіщо'),
    words('place', 'де|куди|звідки'),
    words('manner', 'як'),
    words('thing', 'що|який|яка|яке|які|якого'),
  ],
  de: [
    words('time', 'wann|seit wann|(?:in )?welche[mnrs]? (?:jahr|jahre|tag|monat|datum|jahrhundert|jahrzehnt)'),
    words('duration', 'wie lange?|wie viele (?:jahre|monate|wochen|tage|stunden|minuten)'),
    words(
      'number',
      'wie ?viele?|wieviel|was kost(?:et|ete|en)|wie (?:hoch|groß|gross|alt|weit|tief|schwer|schnell|teuer|breit|oft|warm|kalt)|welcher (?:anteil|prozentsatz)',
    ),
    words('person', 'wer|wen|wem|wessen'),
    words('reason', 'warum|weshalb|wieso|weswegen|wozu'),
    words('place', 'wo|wohin|woher|(?:in )?welche[mnrs]? (?:stadt|land|ort|staat|länder|städte|region|bundesland|insel)'),
    words('definition', 'was (?:ist|sind|bedeutet|heißt)(?: (?:ein|eine|der|die|das))? [\\p{L}-]+\\P{L}*$'),
    words('manner', 'wie|auf welche weise|wodurch|womit'),
    words('thing', 'was|welche[mnrs]?|woran|worauf|wofür|wovon|woraus|worin'),
    first('yesno', 'ist|sind|war|waren|hat|haben|hatte|kann|können|wird|werden|wurde|darf|gibt es'),
  ],
  es: [
    words('time', 'cu[áa]ndo|(?:en )?qu[ée] (?:año|fecha|d[íi]a|mes|siglo|d[ée]cada)|desde cu[áa]ndo'),
    words('duration', 'cu[áa]nto (?:tiempo|dur[óa])|cu[áa]ntos (?:años|meses|d[íi]as|minutos)|cu[áa]ntas (?:horas|semanas)'),
    words('number', 'cu[áa]nt[oa]s?|qu[ée] (?:porcentaje|cantidad|altura|edad|precio)'),
    words('person', 'quién|quiénes|quien|quienes'),
    words('reason', 'por qué|por que|porqué|para qué'),
    words('place', 'ad[óo]nde|d[óo]nde|(?:en )?qu[ée] (?:ciudad|pa[íi]s|pa[íi]ses|lugar|regi[óo]n|isla|provincia)'),
    words('definition', 'qué (?:es|son|significa)(?: (?:un|una|el|la))? [\\p{L}-]+\\P{L}*$'),
    words('manner', 'cómo|como|de qué (?:manera|modo|forma)'),
    words('thing', 'qué|que|cuál|cuáles|cual'),
  ],
  fr: [
    words('time', 'quand|(?:en |à )?quelles? (?:année|date|jour|siècle|époque|mois)|quel (?:jour|mois|siècle)|depuis quand'),
    words('duration', "combien de temps|combien d'années|combien de (?:jours|mois|semaines|minutes|siècles)|combien d'heures"),
    words('number', 'combien|quel (?:pourcentage|âge|prix|nombre)|quelle (?:hauteur|taille|longueur|profondeur|quantité)'),
    words('reason', 'pourquoi|pour quelle raison'),
    words('place', 'où|(?:dans |en )?quelle? (?:ville|pays|région|endroit|lieu|île|province)'),
    words('definition', "qu'est-ce qu[e'](?: c'est que)?(?: une?| le| la| l')? ?[\\p{L}-]+\\P{L}*$|c'est quoi|que signifie"),
    words('manner', 'comment|de quelle (?:manière|façon)'),
    words('thing', "qu'est-ce|que|quoi|quels?|quelles?|lequel|laquelle"),
    words('person', 'qui|à qui|de qui'),
    first('yesno', 'est-ce que|est-ce'),
  ],
  it: [
    words('time', 'quando|in (?:che|quale) (?:anno|data|giorno)'),
    words('duration', 'quanto tempo|quanti anni|quanto (?:dura|durò|è durat[oa])'),
    words('number', 'quant[oaie]'),
    words('person', 'chi'),
    words('reason', 'perché|perchè'),
    words('place', 'dove'),
    words('manner', 'come'),
    words('thing', "cosa|che|quale|quali|cos'è"),
  ],
  pt: [
    words('time', 'quando|em que (?:ano|data|dia)'),
    words('duration', 'quanto tempo|quantos anos'),
    words('number', 'quant[oa]s?'),
    words('person', 'quem'),
    words('reason', 'por que|porquê|por quê'),
    words('place', 'onde'),
    words('manner', 'como'),
    words('thing', 'que|qual|quais'),
  ],
  nl: [
    words('time', 'wanneer|in welk jaar'),
    words('duration', 'hoe lang|hoeveel (?:jaar|maanden|dagen)'),
    words('number', 'hoeveel|hoe (?:hoog|groot|oud|ver|diep)'),
    words('person', 'wie'),
    words('reason', 'waarom'),
    words('place', 'waar'),
    words('manner', 'hoe'),
    words('thing', 'wat|welke?'),
  ],
  zh: [
    inside('time', '什么时候|什麼時候|何时|何時|哪一?年|哪一?天|几月|幾月|几年(?!间|間)|哪个月|哪個月|什么年代|哪个世纪|何年|何日'),
    inside('duration', '多久|多长时间|多長時間|几年间|持续了?多'),
    inside('number', '多少|几[个個人名座条次种種只隻岁歲]|幾[個名座條次種隻歲人]|多[高长大重深远遠長宽寬]|几(?=[^乎])|百分之'),
    inside('reason', '为什么|為什麼|为何|為何|什么原因|何故|原因是什'),
    inside('person', '谁|誰|何人|哪位|什么人|哪一?个人'),
    inside(
      'place',
      '哪里|哪裡|哪儿|何处|何處|在哪|哪个(?:国家|城市|地方|省|岛|州)|哪個(?:國家|城市|地方|省|島|州)|什么地方|什麼地方|哪国',
    ),
    inside('definition', '什么是|什麼是|是什么意思|是什麼意思|的定义'),
    inside('manner', '怎么|怎麼|怎样|怎樣|如何'),
    inside('yesno', '吗|嗎|是否|是不是|有没有'),
    inside('thing', '什么|什麼|哪[个個些种種家所一]?|何'),
  ],
  ja: [
    inside('time', 'いつ|何年(?!間)|何月|何日|何世紀|何時(?!間)|西暦何'),
    inside('duration', '何年間|何時間|何日間|何か月|何ヶ月|どのくらいの期間|どれくらいの期間|どのくらい続'),
    inside(
      'number',
      'いくつ|いくら|何[人個匹本枚台回冊軒頭羽階種歳才%％点メキ]|何パーセント|どのくらい|どれくらい|どれほど|高さは|面積は|人口は',
    ),
    inside('reason', 'なぜ|何故|どうして|理由は何|原因は何'),
    inside('person', '誰|だれ|どなた|何者'),
    inside('place', 'どこ|何処|どの(?:国|街|町|都市|場所|地域|島)|何(?:県|市|国|町|村|島|区|州)'),
    inside('definition', 'とは何(?:です)?か?[?？]?$|とは[?？]?$|って何'),
    inside('manner', 'どうやって|どのように|どうすれば|いかにして'),
    inside('thing', '何|なに|なん|どの|どれ|どちら|どんな'),
  ],
  ko: [
    inside('time', '언제|몇 ?년(?!간)|며칠|무슨 요일'),
    inside('duration', '얼마나 오래|몇 ?년간|며칠간'),
    inside('number', '얼마|몇'),
    inside('person', '누구|누가'),
    inside('reason', '왜|무엇 때문'),
    inside('place', '어디|어느 (?:나라|도시|곳)'),
    inside('manner', '어떻게'),
    inside('thing', '무엇|뭐|어떤|어느|무슨'),
  ],
  ar: [
    words('time', 'متى|(?:في )?أي (?:عام|سنة|يوم|شهر|تاريخ|قرن)'),
    words('duration', 'كم (?:من الوقت|سنة|عاما|عامًا|يوما|يومًا|شهرا|شهرًا|ساعة|استمر|استمرت|دام|دامت|مدة)'),
    words('number', 'كم|بكم|ما (?:عدد|نسبة|ارتفاع|طول|مساحة|سعر|عمق|ثمن)'),
    words('reason', 'لماذا|لم|ما سبب|لأي سبب'),
    words('place', 'أين|اين|من أين|(?:في )?أي (?:مدينة|بلد|دولة|مكان|جزيرة|منطقة)'),
    words('manner', 'كيف'),
    first('person', 'من|مَن|من هو|من هي|من الذي'),
    words('yesno', 'هل'),
    words('thing', 'ما|ماذا|أي|أية|ما هو|ما هي|بماذا'),
  ],
};

/** Nouns that tell the kind after "which", "what": "which company" asks for an organisation. Lower case, as typed. */
export const focusKinds: Readonly<Record<string, AnswerKind>> = Object.fromEntries(
  (
    [
      [
        'person',
        'person man woman president king queen author writer singer actor actress director minister leader emperor general scientist composer philosopher artist player coach inventor founder architect name pope bishop engineer mayor chairman chairwoman people actor character president governor senator husband wife son daughter father mother',
      ],
      [
        'organisation',
        'company organisation organization team party agency university school band club newspaper union network station airline publisher label group institution ministry department army brand museum corporation firm league college church bank',
      ],
      [
        'place',
        'country countries city cities state states town place places region continent village river province county island street building area location nation nations mountain lake sea ocean venue stadium capital border district neighborhood',
      ],
      ['time', 'year years date day month century decade season period era time'],
      [
        'number',
        'percent percentage number amount fraction proportion population price temperature age length height weight size speed rate cost distance',
      ],
    ] as const
  ).flatMap(([kind, nouns]) => nouns.split(' ').map((noun) => [noun, kind])),
);
