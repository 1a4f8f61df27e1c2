/**
 * Ordinary words of English, from the most frequent ones on. None is left out for being plain; left
 * out are names of people, places and companies.
 */

/** Words between white space. */
export const english = `
a able about above absent absolute accept acceptable accepted accepts access accident accord
according account accuracy accurate across act action active activity actual actually add added
addition additional address adequate adjust advance advanced advantage advice affect afford
afraid after afternoon again against age agency agent ago agree agreement ahead aid aim air
alarm alert alive all allow almost alone along already also alter alternative although always am
among amount an analysis ancient and anger angry animal announce annual another answer any
anybody anyone anything anyway anywhere apart apartment apparent appear appearance apple
application apply appoint appointment approach appropriate approval approve approximate are area
aren't argue argument arise arm army around arrange arrangement arrival arrive article as ask
asleep aspect asset assign assist assistance assistant associate association assume assumption
at attack attempt attend attention attitude attract attractive audience author authority
automatic available average avoid award aware away awful baby back background bad bag balance
ball band bank bar bare barrier base basic basis basket bath battery battle be beach bear beat
beautiful became because become bed bedroom been before began begin beginning behavior behaviour
behind being belief believe belong below belt bench benefit beside besides best bet better
between beyond bicycle big bike bit bite black blame blank blind block blood blow blue board
boat body bone bonus book boot border bore born borrow both bother bottle bottom bound bowl box
boy branch brand brave bread break breakfast breath breathe brick bridge brief bright bring
broad broken brother brought budget build building built bunch burden bus business busy but
butter button buy buyer by cable cake calculate calendar call called calm came camera camp can
can't cancel cancer candidate cannot cap capable capacity capital captain capture car carbon
card care career careful carefully carry case cash cast cat catch category cause ceiling cell
center central centre century certain certainly chain chair challenge champion chance change
channel chapter character charge charity chart cheap check cheese chemical chest chicken chief
child children choice choose chosen church circle circumstance citizen city claim class classic
clean clear clearly clever client climate climb clinic clock close closed cloth clothes cloud
club coach coal coast coat code coffee cold collapse colleague collect collection college color
colour column combination combine come comfort comfortable command comment commerce commercial
commission commit commitment committee common communicate communication community company
compare comparison compete competition competitor complain complaint complete completely complex
complicated component computer concentrate concept concern concerned concert conclude conclusion
condition conduct conference confidence confident confirm conflict confuse confused confusion
connect connection consequence consider considerable consideration consist consistent constant
construct construction consult consumer contact contain contained content contest context
continue contract contrast contribute contribution control conversation convert convince cool
cooperate copy core corner correct correctly cost could couldn't council count counter country
couple courage course court cover create creation creative credit crew crime criminal crisis
criteria critical criticism crop cross crowd crucial cry cultural culture cup cure curious
currency current currently curve custom customer cut cycle daily damage dance danger dangerous
dark data date daughter day dead deal dear death debate debt decade decide decision declare
decline decrease deep deeply defeat defence defend defense define definite definition degree
delay deliver delivery demand democracy department depend dependent deposit depth derive
describe description desert deserve design designer desire desk despite destination destroy
detail detailed detect determine develop development device devote dialog did didn't diet differ
difference different difficult difficulty dig digital dimension dinner direct direction directly
director dirt dirty disagree disappear disaster discipline discount discover discovery discuss
discussion disease dish disk dismiss display distance distinct distinguish distribute
distribution district disturb divide division do doctor document documents does doesn't dog
dollar domain domestic dominate don't done door dot double doubt down dozen draft drag drama
draw drawer drawing dream dress drink drive driver drop drug dry due during dust duty each eager
ear early earn earth ease easily east eastern easy eat economic economy edge edit edition editor
educate education effect effective effectively efficiency efficient effort egg eight either
elect election electric electricity electronic element eleven else elsewhere email embarrassed
emerge emergency emotion emotional emphasis employ employee employer employment empty enable
encounter encourage end enemy energy engage engine engineer engineering enhance enjoy enormous
enough ensure enter enterprise entertain entertainment entire entirely entrance entry
environment environmental equal equally equipment error escape especially essay essential
establish estate estimate etc ethnic evaluate evaluation even evening event eventually ever
every everybody everyone everything everywhere evidence evil evolve exact exactly exam
examination examine example exceed excellent except exception exchange excited exciting excuse
executive exercise exhibit exist existence existing exit expand expansion expect expectation
expense expensive experience experiment expert explain explanation explode explore export expose
exposure express expression extend extension extensive extent external extra extraordinary
extreme extremely eye face facility fact factor factory fail failed failure fair fairly faith
fall false familiar family famous fan fancy far farm farmer fashion fast fat fate father fault
favor favorite favour favourite fear feature federal fee feed feel feeling fell felt female few
field fifteen fifth fifty fight figure file fill film final finally finance financial find
finding fine finger finish fire firm first fish fit five fix flag flat flight float floor flow
flower fly focus fold folder follow following food foot football for force foreign forest
forever forget forgot forgotten form formal format former formula forth fortune forty forward
found foundation four fourth frame framework free freedom freeze frequency frequent frequently
fresh friend friendly from front fruit fuel full fully fun function fund fundamental funding
funny furniture further furthermore future gain gallery game gap garage garden gas gate gather
gave general generally generate generation generous gentle genuine get giant gift girl give
given glad glance glass global go goal gold golf gone good goods got government governor grab
grade gradually graduate grain grand grandmother grant graph grass great green greet grey
grocery ground group grow growing growth guarantee guard guess guest guide guideline guilty gun
guy habit had hair half hall hand handle hang happen happy hard hardly hardware harm has hasn't
hat hate have haven't he head health healthy hear heard heart heat heavy height held hello help
helpful her here hero herself hesitate hi hidden hide high highlight highly highway hill him
himself hire his historical history hit hold hole holiday home honest honor hope horrible horse
hospital host hot hotel hour house household housing how however huge human hundred hungry hunt
hurry hurt husband i'd i'll i'm i've ice idea ideal identify identity if ignore ill illegal
illness illustrate image imagine immediate immediately immigrant impact implement implication
imply import importance important impose impossible impress impression impressive improve
improvement in incident include including income incorrect increase increasingly indeed
independent index indicate indication individual industrial industry infant infection inflation
influence inform information initial initially initiative injury inner innocent input inquiry
inside insight insist install instance instead institution instruction instrument insurance
insure intellectual intelligence intend intense intention interest interested interesting
internal international internet interpret interview into introduce introduction invest
investigate investigation investment investor invite involve involved iron is island isn't issue
it it's item its itself jacket job join joint joke journal journey judge judgment juice jump
junior jury just justice justify keen keep kept key kick kid kill kind kitchen knee knife knock
know knowledge known label labor laboratory labour lack ladder lady lake land landscape language
large largely last late later latter laugh launch law lawyer lay layer lead leader leadership
leaf league lean learn learning least leather leave lecture left leg legal legend length less
lesson let let's letter level library licence license lie life lift light like likely limit
limited line link lip list listen literally literature little live load loan local location lock
log long look loose lose loss lost lot loud love lovely low lower luck lucky lunch machine mad
magazine mail main mainly maintain maintenance major majority make maker male man manage
management manager manner manual manufacture many map march margin mark market marketing
marriage married mass massive master match material math matter maximum may maybe me meal mean
meaning means meant measure measurement meat mechanism media medical medicine medium meet
meeting member membership memory mental mention menu mere merely mess message met metal method
middle might mile military milk mill million mind mine minimum minister minor minority minute
mirror miss missing mission mistake mix mixed mixture mobile mode model modern modest modify
moment money monitor month monthly mood moon moral more moreover morning mortgage most mostly
mother motion motor mount mountain mouse mouth move movement movie much multiple murder muscle
museum music musical must my myself mystery name named narrow nation national native natural
naturally nature near nearby nearly neat necessarily necessary neck need negative negotiate
neighbor neighborhood neighbour neither nerve nervous net network never nevertheless new newly
news newspaper next nice night nine no nobody noise none nor normal normally north northern nose
not note nothing notice notion novel now nowhere nuclear null number numerous nurse object
objective obligation observation observe obtain obvious obviously occasion occasionally occupy
occur odd of off offense offer office officer official often oh oil ok okay old on once one
ongoing online only onto open opening operate operating operation operator opinion opponent
opportunity oppose opposite option or orange order ordinary organic organization organize
orientation origin original other others otherwise ought our ourselves out outcome output
outside oven over overall overcome own owner pace pack package page paid pain paint painting
pair pale panel panic paper parent park parking part participant participate particular
particularly partly partner partnership party pass passage passenger passion past patch path
patient pattern pause pay payment peace peak peer pen penalty people pepper per percent
percentage perfect perfectly perform performance perhaps period permanent permission permit
person personal personality personally personnel perspective persuade phase phone photo
photograph phrase physical pick picture piece pile pilot pin pipe pitch pizza place plain plan
plane planet planning plant plastic plate platform play player pleasant please pleased pleasure
plenty plus pocket poem poet point police policy political politics pollution pool poor pop
popular population port position positive possess possession possibility possible possibly post
pot potato potential potentially pound pour poverty power powerful practical practice praise
pray precise predict prefer preference pregnant preparation prepare presence present
presentation preserve president press pressure pretend pretty prevent previous previously price
pride primarily primary prime print prior priority prison prisoner privacy private probably
problem procedure proceed process produce producer product production profession professional
professor profile profit program programme progress project prominent promise promote prompt
proof proper properly property proportion proposal propose prospect protect protection protein
protest proud prove provide provider province provision public publication publicly publish
publisher pull punish purchase pure purpose pursue push put qualify quality quantity quarter
question quick quickly quiet quietly quit quite quote race radical radio rain raise range rank
rapid rapidly rare rarely rate rather ratio raw reach react reaction read reader readily reading
ready real realistic reality realize really reason reasonable recall receive recent recently
recognition recognize recommend recommendation record recover recovery recruit red reduce
reduction refer reference reflect reform refuse regard regarding regardless region regional
register regular regularly regulate regulation reinforce reject relate relation relationship
relative relatively relax release relevant reliable relief religion religious rely remain
remaining remarkable remember remind remote remove rent repair repeat repeatedly replace reply
report reporter represent representation representative reputation request require requirement
rescue research researcher reserve resident resist resistance resolution resolve resort resource
respect respond response responsibility responsible rest restaurant restore restrict restriction
result retain retire retirement return reveal revenue review revolution reward rhythm rice rich
ride right ring rise risk river road rock role roll roof room root rope rough roughly round
route routine row royal rule run running rural rush sad safe safety said sail salad salary sale
sales salt same sample sand save saving say scale scan scared scene schedule scheme scholar
school science scientific scientist scope score screen script sea search season seat second
secret secretary section sector secure security see seed seek seem select selection self sell
send senior sense sensitive sent sentence separate sequence series serious seriously serve
service session set setting settle seven several severe shake shall shape share sharp she sheet
shelf shell shelter shift shine ship shirt shock shoe shoot shop shopping short shortly shot
should shoulder shouldn't shout show shower shut sick side sight sign signal significance
significant significantly silence silent silver similar similarly simple simply since sing
single sink sir sister sit site situation six size skill skin sky sleep slice slide slight
slightly slip slow slowly small smart smell smile smoke smooth snow so soap social society soft
software soil soldier solid solution solve some somebody somehow someone something sometimes
somewhat somewhere son song soon sorry sort soul sound soup source south southern space speak
speaker special specialist species specific specifically speech speed spell spend spirit
spiritual split spoke sport spot spread spring square stable staff stage stair stand standard
star stare start state statement station status stay steady steal steam steel step stick still
stock stomach stone stop storage store storm story straight strange stranger strategic strategy
stream street strength stress stretch strict strike string strip strong strongly structure
struggle student studio study stuff stupid style subject submit subsequent substance substantial
succeed success successful successfully such sudden suddenly suffer sufficient sugar suggest
suggestion suit suitable summary summer sun super supply support supporter suppose supposed sure
surely surface surgery surprise surprised surprising surround survey survival survive suspect
sustain sweet swim swing switch symbol symptom system table tail take tale talent talk tall tank
tap tape target task taste tax tea teach teacher teaching team tear technical technique
technology teenager telephone television tell temperature temporary ten tend tendency tension
term terrible test text than thank thanks that that's the theater theatre their them theme
themselves then theory there there's therefore these they they're thick thin thing think third
thirty this those though thought thousand threat threaten three through throughout throw thus
ticket tie tight time tiny tip tired title to today together told tomorrow tone tongue tonight
too took tool tooth top topic total totally touch tough tour tourist toward towards tower town
track trade tradition traditional traffic train training transfer transform transition translate
translation transport transportation travel treat treatment tree trend trial trick trip trouble
truck true truly trust truth try turn twelve twenty twice two type typical typically ugly
ultimate ultimately unable uncle under undergo understand understanding unfortunately uniform
union unique unit universe university unknown unless unlike unlikely until unusual up update
upon upper upset urban urge us use used useful user username usual usually valid valuable value
van variety various vary vast vegetable vehicle version versus very via victim victory video
view village violence violent visible vision visit visitor visual vital voice volume voluntary
volunteer vote vulnerable wage wait wake walk wall want war warm warn warning was wash wasn't
waste watch water wave way we we're weak wealth weapon wear weather web website wedding week
weekend weekly weigh weight welcome well went were weren't west western wet what what's whatever
wheel when whenever where whereas wherever whether which while white who whole whom whose why
wide widely wife wild will willing win wind window wine wing winner winter wire wise wish with
withdraw within without witness woman won't wonder wonderful wood word work worker working works
world worried worry worse worst worth would wouldn't write writer writing written wrong yard
yeah year yellow yes yesterday yet you you're young your yours yourself youth zero zone
`
